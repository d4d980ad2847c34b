import { byId, strayMs } from '../domain/order';
import type { Result } from './failure';
import type { Page } from './reading/answers';

/** What has been learned of how this server pages a list: the document is no promise. */
export type Paging = {
	/** Rows that are asked for; smaller where the server refuses a hundred. */
	size: number;
	/** Rows of a full page, as far as seen: a server may give fewer than were asked for. */
	fullLength: number;
	/** Pages count from here; `undefined` until that is sure. */
	firstPage: 0 | 1 | undefined;
	oldestFirst: boolean;
	/** Where the newest are in a list that is oldest first, by its filter: each has pages of its own. */
	lastPages: Map<string | undefined, number>;
	/** Whether the server accepts a status filter. */
	takesFilter: boolean;
	/** Whether `total` counts all rows; `undefined` until that is sure. */
	isTotalRight: boolean | undefined;
};

export const largestPage = 100;

export function newPaging(): Paging {
	return {
		size: largestPage,
		fullLength: 0,
		firstPage: undefined,
		oldestFirst: false,
		lastPages: new Map(),
		takesFilter: true,
		isTotalRight: undefined,
	};
}

/** Smaller sizes that a server which refuses a hundred may accept. */
export function nextSize(size: number): number | undefined {
	return [50, 20].find((smaller) => smaller < size);
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

/** The last page of a list, as far as known. */
export function lastPageOf({ paging, filter }: Pick<List<never>, 'paging' | 'filter'>): number {
	return paging.lastPages.get(filter) ?? 1;
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
