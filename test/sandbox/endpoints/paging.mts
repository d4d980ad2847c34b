import { Type } from '@sinclair/typebox';

/** Query values are texts; anything that is not a plain number in range is 400. */
export const pagingProperties = {
	page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })),
	page_size: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
};

/** One page of rows that are kept oldest first. */
export function pageOf<Row>(
	rows: readonly Row[],
	query: { page?: string; page_size?: string },
	newestFirst: boolean,
) {
	const page = Number(query.page ?? 1);
	const size = Number(query.page_size ?? 20);
	const from = (page - 1) * size;
	const slice = newestFirst
		? rows.slice(Math.max(0, rows.length - from - size), Math.max(0, rows.length - from)).reverse()
		: rows.slice(from, from + size);
	return { rows: slice, total: rows.length, page, page_size: size };
}
