import { strayMs } from '../domain/order';
import { wholeList } from '../transport/lists';
import type { List, Listed } from '../transport/paging';
import { valueOf, type Item } from './item';

/**
 * Reads a list until its newest `limit` rows that pass are found, or as far back as they may be.
 *
 * @param sinceMs older rows do not pass
 */
export async function matchingRows<Row extends Listed>(
	item: Item,
	list: List<Row>,
	passes: (row: Row) => boolean,
	limit = Infinity,
	sinceMs = -Infinity,
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
