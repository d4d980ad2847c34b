import type { Order } from '../domain/order';
import { listOrders, pageSize } from '../transport/api';
import type { Result } from '../transport/failure';
import { readNewest } from '../transport/newest';
import type { Session } from '../transport/session';

/** The account's latest orders, newest first: a page of them, if there are as many. */
export async function recentOrders(session: Session): Promise<Result<Order[]>> {
	return await readNewest<Order>({
		fetchPage: async (page) => await listOrders(session, page),
		idOf: (order) => order.order_id,
		wantsOlder: () => false,
		atLeast: pageSize,
	});
}
