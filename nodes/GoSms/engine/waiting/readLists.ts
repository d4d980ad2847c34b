import { byId, type Order } from '../../domain/order';
import { success, type Result } from '../../transport/failure';
import type { ListPage } from '../../transport/paging';
import { newestFirst, orderList } from '../../transport/lists';
import type { Priority } from '../../transport/limits/limits';
import type { Session } from '../../transport/session';
import type { Watch } from './watches';

/** How many pages the last reading took, and when the latest one came. */
export type Lists = { pages: number; pagedMs: number };

export type ListRound = {
	/** Rows that say enough for all who wait for their orders. */
	enough: Order[];
	/** Orders whose rows do not say all that someone wants to know. */
	toLookUp: string[];
	/** Orders that have left the list, or are beyond the pages that were worth reading. */
	missing: string[];
};

/**
 * Reads the lists that tell most about the orders that are due: the pending ones, or, when most who wait do without the
 * text of the SMS, first the newest of all orders, whose rows have the codes.
 */
export async function readLists(
	session: Session,
	waiting: readonly Watch[],
	due: readonly Watch[],
	lists: Lists,
): Promise<Result<ListRound>> {
	const rows = new Map<string, Order>();
	let isSorted = session.account.seen.baseline !== '';
	const unseen = (watches: readonly Watch[]) => watches.filter(({ orderId }) => !rows.has(orderId));
	lists.pages = 0;
	/** Reads on as long as that is worthwhile. @returns whether it reached the end */
	const read = async (
		pages: Pages,
		isWorthwhile: (read: number, left: number) => boolean,
	): Promise<Result<boolean>> => {
		for (let read = 1; ; read++) {
			const next = await pages.next();
			if (next.done) return success(true);
			const page = next.value;
			if (!page.ok) return page;
			lists.pages += 1;
			lists.pagedMs = session.clock.now();
			const { items, left } = page.value;
			for (const row of items) rows.set(row.id, row);
			isSorted &&= items.every((row, n) => byId(items[n - 1]?.id ?? row.id, row.id) >= 0);
			if (left === 0) return success(true);
			if (!isWorthwhile(read, left)) return success(false);
		}
	};
	// A page must cost less than looking up the orders that are still unseen.
	let unseenDue = due;
	const isCheap = (left: number) => {
		unseenDue = unseen(unseenDue);
		return left > 0 && unseenDue.length >= left;
	};

	const codesOnly = waiting.filter((watch) => !watch.withText).length * 2 > waiting.length;
	let urgency: Priority = 'look';
	const newest: Pages = newestFirst(orderList(session, undefined, () => urgency));
	let isComplete = false;
	if (codesOnly) {
		const most = Math.ceil(waiting.length / 100) + 1;
		const swept = await read(newest, (read, left) => isCheap(Math.min(left, most - read)));
		if (!swept.ok) return swept;
	}
	if (!codesOnly || unseen(due).length > 1) {
		const pending = newestFirst(orderList(session, 'pending'));
		const swept = await read(pending, (_, left) => isCheap(left));
		if (!swept.ok) return swept;
		isComplete = swept.value;
	}
	if (codesOnly && isComplete) {
		// Those that are in neither list have their codes in rows farther back, where a page may have several. How far
		// is unknown: wasted pages must be few compared to the looks they would save.
		let unseenOnes = unseen(waiting);
		const wanted = unseenOnes.length;
		const isFound = (read: number) => {
			unseenOnes = unseen(unseenOnes);
			const left = unseenOnes.length;
			return left > 1 && read <= wanted - left + left / 10;
		};
		urgency = 'code';
		const swept = isFound(0) ? await read(newest, isFound) : success(true);
		if (!swept.ok) return swept;
	}

	const toLookUp = new Set<string>();
	for (const watch of waiting) {
		const row = rows.get(watch.orderId);
		if (row && !watch.isEnough(row)) toLookUp.add(row.id);
	}
	// An order that is not in a list of all pending ones is no longer pending, due or not; nor is one that is newer than
	// the oldest row read.
	const [oldest] = isSorted && !isComplete ? [...rows.keys()].sort(byId) : [];
	const isPast = ({ orderId }: Watch) => isComplete || byId(orderId, oldest ?? orderId) > 0;
	const missing = unseen([...due, ...waiting.filter(isPast)]).map(({ orderId }) => orderId);
	const enough = waiting.flatMap(({ orderId }) =>
		toLookUp.has(orderId) ? [] : (rows.get(orderId) ?? []),
	);
	return success({
		enough: [...new Set(enough)],
		toLookUp: [...toLookUp],
		missing: [...new Set(missing)],
	});
}

type Pages = AsyncGenerator<Result<ListPage<Order>>, void>;
