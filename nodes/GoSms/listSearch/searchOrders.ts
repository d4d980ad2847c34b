import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../transport/words/errors';
import { openSession } from '../transport/session';
import { matches } from './matches';
import { recentOrders } from '../transport/lists';

/** The account's recent orders, e.g. “whatsapp · ID · +62… · pending”. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const session = await openSession(this);
	const orders = session.ok ? await recentOrders(session.value) : session;
	if (!orders.ok) throw toNodeError(this.getNode(), orders.failure);

	const results = orders.value
		.map(({ id, projectCode, region, phone, statusWord }) => ({
			name: [projectCode, region, phone, statusWord, `#${id}`].join(' · '),
			value: id,
		}))
		.filter((row) => matches(row.name, filter));
	return { results };
}
