import { readPages, type Listing } from '../transport/pages';
import { valueOf, type Item } from './item';

/** Reads a list until so many of its rows pass, or to its end. */
export async function matchingRows<Row>(
	item: Item,
	limit: number,
	listing: Omit<Listing<Row>, 'take'>,
	passes: (row: Row) => boolean,
): Promise<Row[]> {
	const rows: Row[] = [];
	const take = (row: Row) => {
		if (passes(row)) rows.push(row);
		return rows.length < limit;
	};
	valueOf(item, await readPages({ ...listing, take }));
	return rows;
}
