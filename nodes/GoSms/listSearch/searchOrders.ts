import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { orThrow } from '../transport/words/errors';
import { matches, withFirst } from './matches';
import { ownOrders } from './ownHistory';

/** Operations that are no use for an order that has ended. */
const needPending: readonly unknown[] = ['waitForSms', 'cancel'];

/** Long enough while someone types, and short enough to show an order that was just bought. */
const freshMs = 1_500;

/** The account's recent orders, e.g. “#12345 · pending · +62… · whatsapp · ID”; the end may be cut off. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const orders = orThrow(this.getNode(), await ownOrders(this, freshMs));
	const pendingFirst = needPending.includes(this.getCurrentNodeParameter('operation'));
	const results = withFirst(orders, ({ status }) => pendingFirst && status === 'pending')
		.map(({ id, projectCode, region, phone, statusWord }) => ({
			name: [`#${id}`, statusWord, phone, projectCode, region].filter(Boolean).join(' · '),
			value: id,
		}))
		.filter((row) => matches(row.name, filter));
	return { results };
}
