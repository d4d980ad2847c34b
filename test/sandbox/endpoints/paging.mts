import { Type, type Static } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

/** Query values are texts; anything that is not a plain number in range is 400. */
const schema = Type.Object({
	page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })),
	page_size: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
	/** Of orders only. */
	status: Type.Optional(Type.String()),
});
type Paging = Static<typeof schema>;
const paging = TypeCompiler.Compile(schema);

export const isPaging = (query: unknown): query is Paging => paging.Check(query);

/** One page of rows that are kept oldest first. */
export function pageOf<Row>(rows: readonly Row[], query: Paging, newestFirst: boolean) {
	const page = Number(query.page ?? 1);
	const size = Number(query.page_size ?? 20);
	const from = (page - 1) * size;
	const slice = newestFirst
		? rows.slice(Math.max(0, rows.length - from - size), Math.max(0, rows.length - from)).reverse()
		: rows.slice(from, from + size);
	return { rows: slice, total: rows.length, page, page_size: size };
}
