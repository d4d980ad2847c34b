import { success, type Failure, type Result } from './failure';
import type { Page } from './wire';

export type Listing<Row> = {
	fetchPage: (page: number) => Promise<Result<Page<Row>>>;
	idOf: (row: Row) => number;
	/** True when rows can leave the list while it is read, so that the rows behind them move up over a page's edge. */
	rowsLeave: boolean;
	/** Gets every row once; says false when it needs no more. */
	take: (row: Row) => boolean;
};

/** A list that does not hold still is read again, but not for ever. */
const maxPasses = 4;

/**
 * Reads a list page by page, newest or oldest first, while others add to it. Rows that moved down to the next page are
 * told by their id; rows that moved up are found by reading again: no row twice, and none lost that was there when
 * the reading began and still is.
 */
export async function readPages<Row>(listing: Listing<Row>): Promise<Result<undefined>> {
	const seen = new Set<number>();
	for (let pass = 1; pass <= maxPasses; pass++) {
		const before = seen.size;
		const end = await readOnce(listing, seen);
		if (end.kind === 'failed') return { ok: false, failure: end.failure };
		if (end.kind === 'enough') break;
		const foundNothingNew = pass > 1 && seen.size === before;
		const mayHaveMissed = seen.size < end.expected || (listing.rowsLeave && end.pages > 1);
		if (foundNothingNew || !mayHaveMissed) break;
	}
	return success(undefined);
}

/** How one reading of all pages ended. */
type End =
	| { kind: 'read'; pages: number; expected: number }
	| { kind: 'enough' }
	| { kind: 'failed'; failure: Failure };

async function readOnce<Row>(listing: Listing<Row>, seen: Set<number>): Promise<End> {
	let expected = 0;
	let rowsRead = 0;
	for (let page = 1; ; page++) {
		const answer = await listing.fetchPage(page);
		if (!answer.ok) return { kind: 'failed', failure: answer.failure };
		const { rows, total } = answer.value;
		if (page === 1) expected = total ?? 0;
		for (const row of rows) {
			const id = listing.idOf(row);
			if (seen.has(id)) continue;
			seen.add(id);
			if (!listing.take(row)) return { kind: 'enough' };
		}
		// A short page is no sign of the end: a server may give fewer rows than were asked for.
		rowsRead += rows.length;
		if (rows.length === 0 || rowsRead >= (total ?? Infinity))
			return { kind: 'read', pages: page, expected };
	}
}
