import type { Order } from '../domain/order';
import { listOrders, pageSize } from '../transport/api';
import { success, type Failure, type Result } from '../transport/failure';
import type { Session } from '../transport/session';
import type { Watch } from './orderWatcher';

/** What the last reading told: how many pages it took, and where in the list of all orders the new ones are. */
export type ListReading = { pages: number; oldestFirst: boolean; lastPage: number };

export type ListRound = {
	/** Rows that tell enough to answer with. */
	rows: Map<number, Order>;
	/** Whose order has left the list, or is beyond the pages that were worth reading. */
	missing: Watch[];
	reading: ListReading;
};

/**
 * Reads the list that tells most about the orders in demand: the pending ones, or, when nobody wants the text of the SMS,
 * all orders, whose rows have the codes. Reads on only as long as a page costs less than looking up what is missing.
 */
export async function readLists(
	session: Session,
	wanted: Watch[],
	known: ListReading,
): Promise<Result<ListRound>> {
	const codesOnly = wanted.every((watch) => !watch.withText);
	const rows = new Map<number, Order>();
	const visited = new Set<number>();
	let { oldestFirst, lastPage } = known;
	let missing = wanted;
	let page = codesOnly && oldestFirst ? lastPage : 1;

	for (;;) {
		const answer = await listOrders(session, page, codesOnly ? undefined : 'pending');
		if (!answer.ok) return answer;
		visited.add(page);
		const { rows: found, total } = answer.value;
		lastPage = Math.max(1, Math.ceil((total ?? found.length) / pageSize));
		oldestFirst = isOldestFirst(found) ?? oldestFirst;
		for (const row of found) if (isAnswer(row, codesOnly)) rows.set(row.order_id, row);
		missing = missing.filter((watch) => !rows.has(watch.orderId));

		const unread = pagesByAge(lastPage, codesOnly && oldestFirst).filter((n) => !visited.has(n));
		const [next] = unread;
		// All orders ever are in the list of all orders: only its newest pages are worth a look.
		const worthwhile = codesOnly
			? Math.ceil(wanted.length / pageSize) + 1 - visited.size
			: unread.length;
		if (next === undefined || missing.length <= Math.min(unread.length, worthwhile)) break;
		if (worthwhile <= 0) break;
		page = next;
	}
	return success({ rows, missing, reading: { pages: visited.size, oldestFirst, lastPage } });
}

/** The pages with the newest orders first. */
function pagesByAge(lastPage: number, oldestFirst: boolean): number[] {
	const pages = Array.from({ length: lastPage }, (_, index) => index + 1);
	return oldestFirst ? pages.reverse() : pages;
}

/**
 * Whether a row says all that is needed. A server may overlook the filter; then only its pending rows count, since the
 * others lack the text. Without a code the text is what is left, and only the order itself has it.
 */
function isAnswer(row: Order, codesOnly: boolean): boolean {
	if (row.status === 'pending') return true;
	return codesOnly && (Boolean(row.code) || ['cancelled', 'expired'].includes(row.status));
}

function isOldestFirst(rows: readonly Order[]): boolean | undefined {
	const [head, tail] = [rows.at(0), rows.at(-1)];
	if (!head || !tail || head === tail) return undefined;
	return head.order_id < tail.order_id;
}

/** True when n8n ended a request with the execution that carried it. */
export function isInterrupted(failure: Failure): boolean {
	return (
		failure.kind === 'stopped' || (failure.kind === 'network' && failure.code === 'ERR_CANCELED')
	);
}
