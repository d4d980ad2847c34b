import type { ListedStatus, Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { listOrders, listTransactions } from './api';
import { success, type Result } from './failure';
import { Reading, type List, type ListPage } from './listReading';
import type { Priority } from './limits/limits';
import type { Session } from './session';

/** A list that does not hold still is read again, but not for ever. */
const maxPasses = 4;

export function orderList(
	session: Session,
	status?: ListedStatus,
	priority: () => Priority = () => 'look',
): List<Order> {
	return {
		paging: session.account.paging.orders,
		fetch: async (query, withFilter) =>
			await listOrders(session, query, withFilter ? status : undefined, priority()),
		passes: (order) =>
			status === undefined || order.status === status || order.status === 'unknown',
		rowsLeave: status === 'pending' || status === 'received',
	};
}

export function transactionList(session: Session, priority: Priority = 'look'): List<Transaction> {
	return {
		paging: session.account.paging.transactions,
		fetch: async (query) => await listTransactions(session, query, priority),
		passes: () => true,
		rowsLeave: false,
	};
}

/**
 * Reads a whole list as the server sorts it, while others add to it: no item twice, and none left out that was there when
 * the reading began and still is. It ends where a page brings nothing new; `total` only saves the request for that page.
 */
export async function* wholeList<Item extends { id: string }>(
	list: List<Item>,
): AsyncGenerator<Result<ListPage<Item>>> {
	const reading = new Reading(list);
	for (let pass = 1; pass <= maxPasses; pass++) {
		const before = reading.seen.size;
		let pages = 0;
		for await (const page of reading.forward()) {
			pages += 1;
			yield page;
			if (!page.ok) return;
		}
		const foundNothing = reading.seen.size === before;
		if (pass > 1 && foundNothing && !reading.isComplete()) list.paging.isTotalRight = false;
		if (foundNothing || (reading.isComplete() && !(list.rowsLeave && pages > 1))) return;
	}
}

/** Reads a list from its newest page on. Whoever has enough stops taking pages. */
export async function* newestFirst<Item extends { id: string }>(
	list: List<Item>,
): AsyncGenerator<Result<ListPage<Item>>> {
	const { paging } = list;
	let isTurned = paging.oldestFirst;
	if (!isTurned) {
		for await (const page of new Reading(list).forward()) {
			// Known only now, and for all later readings.
			isTurned = paging.oldestFirst && page.ok && page.value.left > 0;
			if (isTurned && page.ok && paging.isTotalRight === true) {
				paging.lastPage = (paging.firstPage ?? 1) + page.value.left;
			}
			if (isTurned) break;
			yield page;
		}
	}
	if (isTurned) yield* new Reading(list).backward();
}

/** @param wants says of each page whether the next one is wanted too */
export async function collect<Item>(
	pages: AsyncGenerator<Result<ListPage<Item>>>,
	wants: (items: readonly Item[]) => boolean = () => true,
): Promise<Result<{ items: Item[]; skipped: number }>> {
	const items: Item[] = [];
	let skipped = 0;
	for await (const page of pages) {
		if (!page.ok) return page;
		items.push(...page.value.items);
		skipped += page.value.skipped;
		if (!wants(page.value.items)) break;
	}
	return success({ items, skipped });
}

/** The account's latest orders, newest first: a page of them, if there are as many. */
export async function recentOrders(session: Session): Promise<Result<Order[]>> {
	const recent = await collect(newestFirst(orderList(session)), () => false);
	return recent.ok ? success(recent.value.items) : recent;
}
