import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../transport/errors';
import { openSession } from '../transport/session';
import { matches } from './matches';
import { recentOrders } from '../engine/recentOrders';

/** The account's recent orders, e.g. “whatsapp · ID · +62… · pending”. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const session = await openSession(this);
	const orders = session.ok ? await recentOrders(session.value) : session;
	if (!orders.ok) throw toNodeError(this.getNode(), orders.failure);

	const results = orders.value
		.map(({ order_id, project_code, region, phone, status }) => ({
			name: [project_code, region, phone, status, `#${order_id}`].join(' · '),
			value: String(order_id),
		}))
		.filter((row) => matches(row.name, filter));
	return { results };
}
