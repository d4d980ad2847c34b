import type { Order } from '../domain/order';
import { listOrders, pageSize } from '../transport/api';
import { failed, success, type Failure, type Result } from '../transport/failure';
import { isOldestFirst } from '../transport/newest';
import type { Session } from '../transport/session';
import type { Watch } from './orderWatcher';

/** What the last reading told: how many pages it took, and where in the list of all orders the new ones are. */
export type ListReading = { pages: number; oldestFirst: boolean; lastPage: number };

export type ListRound = {
	/** Whose order has a row that tells enough. */
	answered: Map<Watch, Order>;
	/** Whose order has arrived, has left the list, or is beyond the pages that were worth reading. */
	toLookUp: Watch[];
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
	if (codesOnly) {
		const most = Math.ceil(waiting.length / pageSize) + 1;
		const failure = await sweepList(sweep, undefined, most);
		if (failure) return failed(failure);
	}
	if (!codesOnly || sweep.unseen.length > 1) {
		const failure = await sweepList(sweep, 'pending', Infinity);
		if (failure) return failed(failure);
	}

	const answered = new Map<Watch, Order>();
	const toLookUp = [...sweep.unseen];
	for (const watch of waiting) {
		const row = sweep.rows.get(watch.orderId);
		if (row && isEnough(row, watch)) answered.set(watch, row);
		else if (row) toLookUp.push(watch);
	}
	return success({ answered, toLookUp, reading: sweep.reading });
}

type Sweep = {
	session: Session;
	rows: Map<number, Order>;
	/** Due, and not met in any list so far. */
	unseen: readonly Watch[];
	reading: ListReading;
};

/** Reads one list on as long as a page costs less than looking up the orders that are unseen still. */
async function sweepList(
	sweep: Sweep,
	status: 'pending' | undefined,
	most: number,
): Promise<Failure | undefined> {
	const { session, rows, reading } = sweep;
	// Where the new orders are matters only in the list that goes back to the first one ever.
	const fromTheEnd = () => status === undefined && reading.oldestFirst;
	const visited = new Set<number>();
	let page = fromTheEnd() ? reading.lastPage : 1;
	for (;;) {
		const answer = await listOrders(session, page, status);
		if (!answer.ok) return answer.failure;
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
		if (next === undefined || pagesLeft <= 0 || sweep.unseen.length <= pagesLeft) return undefined;
		page = next;
	}
}

/** The pages with the newest orders first. */
function pagesByAge(lastPage: number, oldestFirst: boolean): number[] {
	const pages = Array.from({ length: lastPage }, (_, index) => index + 1);
	return oldestFirst ? pages.reverse() : pages;
}

/** A row has no text, and one without a code has nothing at all of the SMS. */
function isEnough(row: Order, watch: Watch): boolean {
	switch (row.status) {
		case 'pending':
		case 'cancelled':
		case 'expired':
			return true;
		default:
			return !watch.withText && Boolean(row.code);
	}
}

/** True when n8n ended a request with the execution that carried it. */
export function isInterrupted(failure: Failure): boolean {
	return (
		failure.kind === 'stopped' || (failure.kind === 'network' && failure.code === 'ERR_CANCELED')
	);
}
