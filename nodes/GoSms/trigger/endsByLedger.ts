import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { listTransactions, pageSize } from '../transport/api';
import { success, type Result } from '../transport/failure';

import type { Session } from '../transport/session';

/** The API shows whole seconds. */
const slackMs = 1_500;

/** Orders of so long a time are found in one stretch of the ledger; so many stretches are worth the requests of one poll. */
const stretchMs = 3_600_000;
const mostStretches = 5;
const mostPages = 20;

/** `undecided` are orders that there was no time for, or no answer. */
export type Ends = { ends: Map<number, 'expired' | 'cancelled'>; undecided: Set<number> };

/**
 * Tells cancelled orders from expired ones, long afterwards, by when their money came back. Orders that the ledger does
 * not have are left out.
 */
export async function endsByLedger(session: Session, orders: readonly Order[]): Promise<Ends> {
	const ends: Ends['ends'] = new Map();
	const undecided = new Set(orders.map((order) => order.order_id));
	for (const group of inStretches(orders).slice(0, mostStretches)) {
		const fromMs = Math.min(...group.map((order) => timeOf(order.created_at)));
		const toMs = Math.max(...group.map((order) => timeOf(order.expired_at))) + slackMs;
		const entries = await readBetween(session, fromMs, toMs);
		if (!entries.ok) break;
		for (const { order_id: id, expired_at } of group) {
			undecided.delete(id);
			const back = entries.value.find(({ order_id, type }) => order_id === id && type !== 'Hold');
			const isLate = back && timeOf(back.created_at) >= timeOf(expired_at) - slackMs;
			if (back) ends.set(id, isLate ? 'expired' : 'cancelled');
		}
	}
	return { ends, undecided };
}

function inStretches(orders: readonly Order[]): Order[][] {
	const groups: Order[][] = [];
	for (const order of [...orders].sort((a, b) => a.order_id - b.order_id)) {
		const group = groups.at(-1);
		const startMs = timeOf(group?.[0]?.created_at);
		if (group && timeOf(order.created_at) < startMs + stretchMs) group.push(order);
		else groups.push([order]);
	}
	return groups;
}

/** The entries of a stretch of time, which may lie years back: its end is found by halving. */
async function readBetween(
	session: Session,
	fromMs: number,
	toMs: number,
): Promise<Result<Transaction[]>> {
	const first = await listTransactions(session, 1);
	if (!first.ok) return first;
	const lastPage = Math.max(1, Math.ceil((first.value.total ?? 0) / pageSize));
	const fromTheEnd = isOldestFirst(first.value.rows.map((row) => row.id));
	// Halving and reading meet the same pages: each is asked for once.
	const pages = new Map([[1, first]]);
	/** The newest page is 0. */
	const pageAt = async (place: number) => {
		const number = fromTheEnd ? lastPage - place : 1 + place;
		const page = pages.get(number) ?? (await listTransactions(session, number));
		if (page.ok) pages.set(number, page);
		return page;
	};

	let [low, high] = [0, lastPage - 1];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const page = await pageAt(middle);
		if (!page.ok) return page;
		if (oldestOf(page.value.rows) > toMs) low = middle + 1;
		else high = middle;
	}
	const found = new Map<number, Transaction>();
	// Entries that are written meanwhile move the others on, so reading begins a page earlier.
	const start = Math.max(0, low - 1);
	for (let place = start; place < Math.min(lastPage, start + mostPages); place++) {
		const page = await pageAt(place);
		if (!page.ok) return page;
		for (const row of page.value.rows) found.set(row.id, row);
		if (place >= low && oldestOf(page.value.rows) < fromMs) break;
	}
	return success([...found.values()]);
}

function oldestOf(rows: readonly Transaction[]): number {
	return rows.reduce((oldest, row) => Math.min(oldest, timeOf(row.created_at)), Infinity);
}

function timeOf(time: string | null | undefined): number {
	return Date.parse(time ?? '');
}
