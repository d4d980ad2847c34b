import { pageSize } from './api';
import { success, type Result } from './failure';
import type { Page } from './wire';

export type NewestQuery<Row> = {
	fetchPage: (page: number) => Promise<Result<Page<Row>>>;
	idOf: (row: Row) => number;
	/** Says whether rows that are older than this one are wanted too. */
	wantsOlder: (row: Row) => boolean;
	/** How many rows are wanted in any case; the last page of a list may hold but a few. */
	atLeast?: number;
	/** Where the newest end was the last time; set anew. Saves a request where the oldest rows come first. */
	end?: NewestEnd;
};

export type NewestEnd = { page: number };

/**
 * Reads a list from its newest end, a page at least, as far back as is wanted. The API does not say which end comes first,
 * so when the first page turns out to be the old one, reading goes on from the last.
 *
 * @returns rows by falling ID
 */
export async function readNewest<Row>(query: NewestQuery<Row>): Promise<Result<Row[]>> {
	const { fetchPage, idOf, wantsOlder, atLeast = 1, end = { page: 1 } } = query;
	const startPage = end.page;
	const first = await fetchPage(startPage);
	if (!first.ok) return first;
	const found = new Map<number, Row>();
	const add = ({ rows }: Page<Row>) => rows.forEach((row) => found.set(idOf(row), row));
	const byAge = () => [...found.values()].sort((a, b) => idOf(b) - idOf(a));

	const lastPage = Math.ceil((first.value.total ?? 0) / pageSize);
	const ids = first.value.rows.map(idOf);
	const fromTheEnd = lastPage > 1 && (isOldestFirst(ids) || (startPage > 1 && ids.length < 2));
	end.page = fromTheEnd ? lastPage : 1;
	// The list has been turned round since the last time.
	if (startPage > 1 && !fromTheEnd) return await readNewest(query);
	if (!fromTheEnd) add(first.value);
	const step = fromTheEnd ? -1 : 1;
	for (let page = fromTheEnd ? lastPage : 2; page >= 1 && page <= lastPage; page += step) {
		const oldest = byAge().at(-1);
		if (oldest && found.size >= atLeast && !wantsOlder(oldest)) break;
		const answer = page === startPage ? first : await fetchPage(page);
		if (!answer.ok) return answer;
		add(answer.value);
	}
	return success(byAge());
}

/** The API counts its IDs upwards. */
export function isOldestFirst(ids: readonly number[]): boolean {
	return (ids.at(0) ?? 0) < (ids.at(-1) ?? 0);
}
