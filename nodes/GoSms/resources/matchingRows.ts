import { strayMs } from '../domain/order';
import { wholeList } from '../transport/lists';
import type { List, Listed } from '../transport/paging';
import { valueOf, type Item } from './item';

type Wanted<Row> = {
	/** The newest so many; all, unless given. */
	limit?: number;
	/** Older rows do not pass. */
	sinceMs?: number;
	passes: (row: Row) => boolean;
};

/** Reads a list until `limit` rows pass, or as far back as they may. */
export async function matchingRows<Row extends Listed>(
	item: Item,
	list: List<Row>,
	{ limit = Infinity, sinceMs = -Infinity, passes }: Wanted<Row>,
): Promise<Row[]> {
	const rows: Row[] = [];
	const isOld = ({ createdMs = Infinity }: Row) => createdMs < sinceMs - strayMs;
	for await (const answer of wholeList(list, limit < Infinity || sinceMs > -Infinity)) {
		const page = valueOf(item, answer);
		item.run.tally.skipped += page.skipped;
		item.run.tally.missing += page.missing ?? 0;
		rows.push(...page.items.filter(passes).slice(0, limit - rows.length));
		// Where rows leave, those behind them move up past what was read: only a second reading finds them.
		const isPast = !list.rowsLeave && page.items.length > 0 && page.items.every(isOld);
		if (rows.length >= limit || isPast) break;
	}
	return rows;
}
