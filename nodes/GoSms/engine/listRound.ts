import type { Order } from '../domain/order';
import { listOrders, pageSize } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { isOldestFirst } from '../transport/newest';
import type { Priority } from '../transport/rateLimiter';
import type { Session } from '../transport/session';
import type { Watch } from './watches';

/** What the last reading told: how many pages it took, and where in the list of all orders the new ones are. */
export type ListReading = { pages: number; oldestFirst: boolean; lastPage: number };

export type ListRound = {
	all: Order[];
	/** Those that tell enough to all who wait for their orders. */
	rows: Order[];
	/** Orders of which somebody wants to know more than their rows tell. */
	toLookUp: Set<number>;
	/** Orders that have left the list, or are beyond the pages that were worth reading. */
	missing: Set<number>;
	reading: ListReading;
};

/**
 * Reads the lists that tell most about the orders that are due: the pending ones, or, when most who wait do without the
 * text of the SMS, first the newest of all orders, whose rows have the codes.
 */
export async function readLists(
	session: Session,
	waiting: readonly Watch[],
	due: readonly Watch[],
	known: ListReading,
): Promise<Result<ListRound>> {
	const codesOnly = waiting.filter((watch) => !watch.withText).length * 2 > waiting.length;
	const sweep: Sweep = { session, rows: new Map(), unseen: due, reading: { ...known, pages: 0 } };
	const newest: List = { status: undefined, visited: new Set() };
	let isComplete = false;
	if (codesOnly) {
		const most = Math.ceil(waiting.length / pageSize) + 1;
		const swept = await sweepList(sweep, newest, asLongAsCheap(most));
		if (!swept.ok) return swept;
	}
	if (!codesOnly || sweep.unseen.length > 1) {
		const swept = await sweepList(
			sweep,
			{ status: 'pending', visited: new Set() },
			asLongAsCheap(Infinity),
		);
		if (!swept.ok) return swept;
		isComplete = swept.value;
	}
	if (codesOnly && isComplete) {
		// Those that are in neither list have their codes in rows farther back, where a page may have several.
		sweep.unseen = waiting.filter((watch) => !sweep.rows.has(watch.orderId));
		const swept = await sweepList(sweep, newest, asLongAsFound(sweep.unseen.length), 'code');
		if (!swept.ok) return swept;
	}

	// Whoever is not in a list of all pending orders is not pending any more, due or not.
	const gone = isComplete
		? waiting.filter((watch) => !sweep.rows.has(watch.orderId))
		: sweep.unseen;
	const missing = new Set(gone.map((watch) => watch.orderId));
	const toLookUp = new Set<number>();
	const rows = new Map<number, Order>();
	for (const watch of waiting) {
		const row = sweep.rows.get(watch.orderId);
		if (row && watch.isEnough(row)) rows.set(watch.orderId, row);
		else if (row) toLookUp.add(watch.orderId);
	}
	for (const orderId of toLookUp) rows.delete(orderId);
	const all = [...sweep.rows.values()];
	return success({ all, rows: [...rows.values()], toLookUp, missing, reading: sweep.reading });
}

type Sweep = {
	session: Session;
	rows: Map<number, Order>;
	/** Due, and not met in any list so far. */
	unseen: readonly Watch[];
	reading: ListReading;
};

/** One of the lists, and what has been read of it. */
type List = {
	status: 'pending' | undefined;
	visited: Set<number>;
	/** Not known before the first page. */
	unread?: number[];
};

/** Whether one more page is worth its request: after so many in a row, with so many left. */
type IsWorthwhile = (read: number, unread: number, unseen: number) => boolean;

/** A page must cost less than looking up the orders that are unseen still. */
function asLongAsCheap(most: number): IsWorthwhile {
	return (read, unread, unseen) => {
		const pagesLeft = Math.min(unread, most - read);
		return pagesLeft > 0 && unseen >= pagesLeft;
	};
}

/** Nobody knows how far back they are: pages in vain must be few beside the looks that they would save. */
function asLongAsFound(wanted: number): IsWorthwhile {
	return (read, _unread, unseen) => unseen > 1 && read <= wanted - unseen + unseen / 10;
}

/**
 * Reads one list, or goes on with it, as long as that is worthwhile.
 *
 * @returns whether that was all of it
 */
async function sweepList(
	sweep: Sweep,
	list: List,
	isWorthwhile: IsWorthwhile,
	priority?: Priority,
): Promise<Result<boolean>> {
	const { session, rows, reading } = sweep;
	const { status, visited } = list;
	// Where the new orders are matters only in the list that goes back to the first one ever.
	const fromTheEnd = () => status === undefined && reading.oldestFirst;
	for (let read = 0; ; read++) {
		const { unread = [fromTheEnd() ? reading.lastPage : 1] } = list;
		const [page] = unread;
		if (page === undefined) return success(true);
		const isFirst = visited.size === 0;
		if (!isFirst && !isWorthwhile(read, unread.length, sweep.unseen.length)) return success(false);

		const answer = await listOrders(session, page, status, priority);
		if (!answer.ok) return answer;
		visited.add(page);
		reading.pages += 1;
		const { rows: found, total } = answer.value;
		for (const row of found) rows.set(row.order_id, row);
		sweep.unseen = sweep.unseen.filter((watch) => !rows.has(watch.orderId));

		const lastPage = Math.max(1, Math.ceil((total ?? found.length) / pageSize));
		if (status === undefined) {
			reading.lastPage = lastPage;
			if (found.length > 1) reading.oldestFirst = isOldestFirst(found.map((row) => row.order_id));
		}
		list.unread = pagesByAge(lastPage, fromTheEnd()).filter((number) => !visited.has(number));
	}
}

/** The pages with the newest orders first. */
function pagesByAge(lastPage: number, oldestFirst: boolean): number[] {
	const pages = Array.from({ length: lastPage }, (_, index) => index + 1);
	return oldestFirst ? pages.reverse() : pages;
}
