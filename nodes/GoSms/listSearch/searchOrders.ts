import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { orThrow } from '../transport/words/errors';
import { matches, withFirst } from './matches';
import { ownOrders } from './ownHistory';

/** Operations that are no use for an order that has ended. */
const needPending: readonly unknown[] = ['waitForSms', 'cancel'];

/** The account's recent orders, e.g. “#12345 · pending · +62… · whatsapp · ID”; the end may be cut off. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	// Fresh enough to show an order that was just bought. A busy account's request waits for its turn.
	const orders = orThrow(this.getNode(), await ownOrders(this, 1_500, 30_000));
	const pendingFirst = needPending.includes(this.getCurrentNodeParameter('operation'));
	const results = withFirst(orders, ({ status }) => pendingFirst && status === 'pending')
		.map(({ id, projectCode, region, phone, statusWord }) => ({
			name: [`#${id}`, statusWord, phone, projectCode, region].filter(Boolean).join(' · '),
			value: id,
		}))
		.filter((row) => matches(row.name, filter));
	return { results };
}
