import type { Order } from '../domain/order';
import { listOrders, pageSize } from './api';
import { success, type Result } from './failure';
import type { Session } from './session';

/**
 * The account's latest orders, newest first: at least a page of them if there are as many. The API does not say which end
 * its list begins with, so the other end is read too when the first page turns out to be the old one.
 */
export async function recentOrders(session: Session): Promise<Result<Order[]>> {
	const first = await listOrders(session, 1);
	if (!first.ok) return first;
	const { rows, total } = first.value;
	const lastPage = Math.ceil((total ?? 0) / pageSize);
	if (lastPage <= 1 || !isOldestFirst(rows)) return success(newestFirst(rows));

	const orders = new Map<number, Order>();
	for (const page of [lastPage, lastPage - 1]) {
		const answer = page === 1 ? first : await listOrders(session, page);
		if (!answer.ok) return answer;
		for (const order of answer.value.rows) orders.set(order.order_id, order);
	}
	return success(newestFirst([...orders.values()]));
}

function isOldestFirst(rows: readonly Order[]): boolean {
	const [head, tail] = [rows.at(0), rows.at(-1)];
	return head !== undefined && tail !== undefined && head.order_id < tail.order_id;
}

function newestFirst(rows: readonly Order[]): Order[] {
	return [...rows].sort((a, b) => b.order_id - a.order_id);
}
