import { byId, strayMs } from '../domain/order';
import { reasonFor, type Failure, type Result } from './failure';
import type { Page } from './reading/answers';

/** What has been learned of how this server pages a list: the document is no promise. */
export type Paging = {
	/** Rows that are asked for; smaller where the server refuses a hundred. */
	size: number;
	/** Rows of a full page, as far as seen: a server may give fewer than were asked for. */
	fullLength: number;
	/** Pages count from here; `undefined` until that is sure. */
	firstPage: 0 | 1 | undefined;
	/** By filter: a server may sort what it filters in another way, and each has pages of its own. */
	layouts: Map<string | undefined, Layout>;
	/** Whether the server accepts a status filter. */
	takesFilter: boolean;
	/** Whether `total` counts all rows; `undefined` until that is sure. */
	isTotalRight: boolean | undefined;
};

/** `lastPage` is where the newest are in a list that is oldest first, as far as known. */
export type Layout = { oldestFirst: boolean; lastPage: number };

export const largestPage = 100;

export function newPaging(): Paging {
	return {
		size: largestPage,
		fullLength: 0,
		firstPage: undefined,
		layouts: new Map(),
		takesFilter: true,
		isTotalRight: undefined,
	};
}

/** The server has no such page. */
export function isBeyond(failure: Failure): boolean {
	return ['parameters', 'notFound', 'other'].includes(reasonFor(failure) ?? '');
}

export function lengthOf({ items, skipped }: Page<unknown>): number {
	return items.length + skipped;
}

/** Which part of a list; `page` counts from 1, or from 0 where the server does. */
export type PageQuery = { page: number; page_size: number };

/** A row of any list. */
export type Listed = { id: string; createdMs?: number | undefined };

/** A list of the API, and how its pages are asked for. */
export type List<Item extends Listed> = {
	paging: Paging;
	fetch: (query: PageQuery, withFilter: boolean) => Promise<Result<Page<Item>>>;
	/** The only rows the server is asked for. */
	filter: string | undefined;
	/** What the server is asked to leave out is left out here too: it may ignore that. */
	passes: (item: Item) => boolean;
	/** True when rows can leave the list while it is read, so that those behind them move up over a page's edge. */
	rowsLeave: boolean;
};

/** What one more page brought: each item once in a reading. */
export type ListPage<Item> = {
	items: Item[];
	/** Rows without an ID. */
	skipped: number;
	/** Pages that are left, as far as is known. */
	left: number;
	/** Rows that the server counts but did not show: reported after the last page of a whole list. */
	missing?: number;
};

export function layoutOf({ paging, filter }: Pick<List<never>, 'paging' | 'filter'>): Layout {
	const known = paging.layouts.get(filter);
	if (known) return known;
	// Most servers sort all lists alike, and a reading from the wrong end notices.
	const oldestFirst = [...paging.layouts.values()].some((one) => one.oldestFirst);
	const layout = { oldestFirst, lastPage: 1 };
	paging.layouts.set(filter, layout);
	return layout;
}

/** Asks for less, or without the filter, where the server does not accept that. */
export async function fetchPage<Item extends Listed>(
	{ paging, fetch, filter }: List<Item>,
	page: number,
): Promise<Result<Page<Item>>> {
	const before = { size: paging.size, takesFilter: paging.takesFilter };
	for (let isStray = true; ; ) {
		const answer = await fetch({ page, page_size: paging.size }, paging.takesFilter);
		const isRefused = !answer.ok && reasonFor(answer.failure) === 'parameters';
		if (!isRefused || page !== (paging.firstPage ?? 1)) {
			if (answer.ok) paging.fullLength = Math.max(paging.fullLength, lengthOf(answer.value));
			return answer;
		}
		// A single refusal teaches nothing: the same is asked once more.
		if (isStray) {
			isStray = false;
			continue;
		}
		const smaller = paging.fullLength > 0 ? undefined : [50, 20].find((size) => size < paging.size);
		if (smaller !== undefined) paging.size = smaller;
		else if (paging.takesFilter && filter !== undefined) {
			paging.takesFilter = false;
			// It was not the size that was refused.
			if (paging.fullLength === 0) paging.size = largestPage;
		} else {
			// It was something else, then.
			Object.assign(paging, before);
			return answer;
		}
	}
}

/** Whether the oldest row comes first; undefined when a page does not tell. */
export function risesIn(items: readonly Listed[]): boolean | undefined {
	const [one, other] = [items.at(0), items.at(-1)];
	if (!one || !other || one === other) return undefined;
	const risesById = byId(one.id, other.id) < 0;
	const laterMs = (other.createdMs ?? NaN) - (one.createdMs ?? NaN);
	if (Number.isNaN(laterMs)) return risesById;
	const rises = laterMs > 0;
	return Math.abs(laterMs) > strayMs || (laterMs !== 0 && rises === risesById) ? rises : undefined;
}
