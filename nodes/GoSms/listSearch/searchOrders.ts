import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { orThrow } from '../transport/words/errors';
import { openSession } from '../transport/session';
import { matches } from './matches';
import { recentOrders } from '../transport/lists';

/** Operations that can do nothing with an order that has ended. */
const needPending: readonly unknown[] = ['waitForSms', 'cancel'];

/** The account's recent orders, e.g. “#12345 · pending · +62… · whatsapp · ID”; the end may be cut off. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const session = orThrow(this.getNode(), await openSession(this));
	const orders = orThrow(this.getNode(), await recentOrders(session));

	const pendingFirst = needPending.includes(this.getCurrentNodeParameter('operation'));
	const isFirst = ({ status }: { status: string }) => pendingFirst && status === 'pending';
	const results = [
		...orders.filter((order) => isFirst(order)),
		...orders.filter((order) => !isFirst(order)),
	]
		.map(({ id, projectCode, region, phone, statusWord }) => ({
			name: [`#${id}`, statusWord, phone, projectCode, region].filter(Boolean).join(' · '),
			value: id,
		}))
		.filter((row) => matches(row.name, filter));
	return { results };
}
