import type { PageQuery } from './api';
import type { Result } from './failure';
import type { Paging } from './paging';
import type { Page } from './reading/answers';

/** A list of the API, and how its pages are asked for. */
export type List<Item extends { id: string }> = {
	paging: Paging;
	fetch: (query: PageQuery, withFilter: boolean) => Promise<Result<Page<Item>>>;
	/** What the server is asked to show only. */
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
	/** Pages that are left, as far as anybody knows. */
	left: number;
	/** Rows that the server counts and did not show: told after the last page of a whole list. */
	missing?: number;
};

type Paged = Pick<List<{ id: string }>, 'paging' | 'filter'>;

export function lastPageOf({ paging, filter = '' }: Paged): number {
	return paging.lastPages.get(filter) ?? 1;
}

export function setLastPage({ paging, filter = '' }: Paged, page: number): void {
	paging.lastPages.set(filter, page);
}
