import { wholeList } from '../transport/lists';
import type { List } from '../transport/paging';
import { valueOf, type Item } from './item';

/** Reads a list until its newest `limit` rows that pass are found, or to its end. */
export async function matchingRows<Row extends { id: string }>(
	item: Item,
	limit: number,
	list: List<Row>,
	passes: (row: Row) => boolean,
): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const answer of wholeList(list, limit < Infinity)) {
		const page = valueOf(item, answer);
		item.run.tally.skipped += page.skipped;
		item.run.tally.missing += page.missing ?? 0;
		rows.push(...page.items.filter(passes).slice(0, limit - rows.length));
		if (rows.length >= limit) break;
	}
	return rows;
}
