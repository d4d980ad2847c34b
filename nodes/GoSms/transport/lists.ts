import type { ListedStatus, Order } from '../domain/order';
import type { Transaction } from '../domain/money';
import { listOrders, listTransactions } from './api';
import { success, type Result } from './failure';
import { Reading } from './listReading';
import {
	largestPage,
	layoutOf,
	type Layout,
	type List,
	type Listed,
	type ListPage,
} from './paging';
import type { Priority } from './limits/limits';
import type { Session } from './session';

/** A list that keeps changing is read again, but not forever. */
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
		filter: status,
		passes: (order) =>
			status === undefined || order.status === status || order.status === 'unknown',
		rowsLeave: status === 'pending' || status === 'received',
	};
}

export function transactionList(session: Session, priority: Priority = 'look'): List<Transaction> {
	return {
		paging: session.account.paging.transactions,
		fetch: async (query) => await listTransactions(session, query, priority),
		filter: undefined,
		passes: () => true,
		rowsLeave: false,
	};
}

/**
 * Reads a whole list as the server sorts it, while others add to it: no item twice, and none left out that was there when
 * the reading began and still is. It ends where a page brings nothing new; `total` only saves the request for that page.
 *
 * @param isNewestFirst for those who stop early: however the server sorts it
 */
export async function* wholeList<Item extends Listed>(
	list: List<Item>,
	isNewestFirst = false,
): AsyncGenerator<Result<ListPage<Item>>, void> {
	const reading = new Reading(list);
	for (let pass = 1; pass <= maxPasses; pass++) {
		const before = reading.seen.size;
		let pages = 0;
		const isFirst = isNewestFirst && pass === 1;
		for await (const page of isFirst ? newestFirst(list, reading) : reading.forward()) {
			pages += 1;
			yield page;
			if (!page.ok) return;
		}
		const foundNothing = reading.seen.size === before;
		if (pass > 1 && foundNothing && !reading.isComplete()) list.paging.isTotalRight = false;
		if (foundNothing || (reading.isComplete() && !(list.rowsLeave && pages > 1))) break;
	}
	const { missing } = reading;
	if (missing > 0 && !list.rowsLeave) yield success({ items: [], skipped: 0, left: 0, missing });
}

/** Reads a list from its newest page on. Stop taking pages when you have enough. */
export async function* newestFirst<Item extends Listed>(
	list: List<Item>,
	reading = new Reading(list),
): AsyncGenerator<Result<ListPage<Item>>, void> {
	const { paging } = list;
	const layout = layoutOf(list);
	let isTurned = layout.oldestFirst;
	if (!isTurned) {
		for await (const page of reading.forward()) {
			// Known only now, and for all later readings.
			isTurned = layout.oldestFirst && page.ok && page.value.left > 0;
			if (isTurned && page.ok && paging.isTotalRight === true)
				layout.lastPage = (paging.firstPage ?? 1) + page.value.left;
			if (isTurned) break;
			yield newestOnTop(page, layout);
		}
	}
	if (!isTurned) return;
	reading.seen.clear();
	for await (const page of reading.backward()) yield newestOnTop(page, layout);
}

function newestOnTop<Item>(
	page: Result<ListPage<Item>>,
	{ oldestFirst }: Layout,
): Result<ListPage<Item>> {
	if (!page.ok || !oldestFirst) return page;
	return success({ ...page.value, items: page.value.items.toReversed() });
}

/** @param wants says after each page whether the next one is wanted too */
export async function collect<Item>(
	pages: AsyncGenerator<Result<ListPage<Item>>, void>,
	wants: (page: readonly Item[], all: readonly Item[]) => boolean = () => true,
): Promise<Result<{ items: Item[]; skipped: number }>> {
	const items: Item[] = [];
	let skipped = 0;
	for await (const page of pages) {
		if (!page.ok) return page;
		items.push(...page.value.items);
		skipped += page.value.skipped;
		if (!wants(page.value.items, items)) break;
	}
	return success({ items, skipped });
}

/** The account's latest orders, newest first: at most as many as a page holds. */
export async function recentOrders(session: Session): Promise<Result<Order[]>> {
	const recent = await newestOrders(session, largestPage);
	return recent.ok ? success(recent.value.items) : recent;
}

/** The account's latest `count` orders, newest first. */
export async function newestOrders(
	session: Session,
	count: number,
): Promise<Result<{ items: Order[]; skipped: number }>> {
	const wantsMore = (_: readonly Order[], all: readonly Order[]) => all.length < count;
	const read = await collect(newestFirst(orderList(session)), wantsMore);
	if (!read.ok) return read;
	return success({ ...read.value, items: read.value.items.slice(0, count) });
}
