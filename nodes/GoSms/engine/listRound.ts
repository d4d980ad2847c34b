import type { Order } from '../domain/order';
import { listOrders, pageSize } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { isOldestFirst } from '../transport/newest';
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
	let isComplete = false;
	if (codesOnly) {
		const most = Math.ceil(waiting.length / pageSize) + 1;
		const swept = await sweepList(sweep, undefined, most);
		if (!swept.ok) return swept;
	}
	if (!codesOnly || sweep.unseen.length > 1) {
		const swept = await sweepList(sweep, 'pending', Infinity);
		if (!swept.ok) return swept;
		isComplete = swept.value;
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

/**
 * Reads one list on as long as a page costs less than looking up the orders that are unseen still.
 *
 * @returns whether that was all of it
 */
async function sweepList(
	sweep: Sweep,
	status: 'pending' | undefined,
	most: number,
): Promise<Result<boolean>> {
	const { session, rows, reading } = sweep;
	// Where the new orders are matters only in the list that goes back to the first one ever.
	const fromTheEnd = () => status === undefined && reading.oldestFirst;
	const visited = new Set<number>();
	let page = fromTheEnd() ? reading.lastPage : 1;
	for (;;) {
		const answer = await listOrders(session, page, status);
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
		const unread = pagesByAge(lastPage, fromTheEnd()).filter((number) => !visited.has(number));
		const pagesLeft = Math.min(unread.length, most - visited.size);
		const [next] = unread;
		if (next === undefined) return success(true);
		if (pagesLeft <= 0 || sweep.unseen.length < pagesLeft) return success(false);
		page = next;
	}
}

/** The pages with the newest orders first. */
function pagesByAge(lastPage: number, oldestFirst: boolean): number[] {
	const pages = Array.from({ length: lastPage }, (_, index) => index + 1);
	return oldestFirst ? pages.reverse() : pages;
}
