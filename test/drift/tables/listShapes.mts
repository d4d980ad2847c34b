import type { Change } from '../deviation.mts';
import { isFields, onBody } from './edit.mts';

export const onTotal = (edit: (total: number, rows: number, size: number) => unknown): Change =>
	onBody((body) => {
		if (!isFields(body)) return body;
		const rows = [body.orders, body.transactions].find(Array.isArray) ?? [];
		return { ...body, total: edit(Number(body.total), rows.length, Number(body.page_size)) };
	});

export const totals: Record<string, Parameters<typeof onTotal>[0]> = {
	missing: () => undefined,
	null: () => null,
	0: () => 0,
	'-1': () => -1,
	'a text': String,
	'the number of rows of the page': (_, rows) => rows,
	'the number of pages': (total, _, pageSize) => Math.ceil(total / pageSize),
	'one less than there are': (total) => total - 1,
	'twice as many as there are': (total) => total * 2,
};

/** The list under another name, or under none. */
export const wraps: Record<string, (rows: unknown, rest: Record<string, unknown>) => unknown> = {
	'a bare list': (rows) => rows,
	...Object.fromEntries(
		['items', 'list', 'rows', 'records', 'results', 'data'].map((name) => [
			name,
			(rows: unknown, rest: object) => ({ [name]: rows, ...rest }),
		]),
	),
	'data.list': (list, rest) => ({ code: 0, message: 'ok', data: { list, ...rest } }),
	'data.items, paging beside it': (items, pagination) => ({ data: { items }, pagination }),
	'data, meta beside it': (data, meta) => ({ data, meta }),
};

export const wrapped = (wrap: (typeof wraps)[string]): Change =>
	onBody((body) => {
		if (!isFields(body)) return body;
		const { orders, transactions, ...rest } = body;
		return wrap(orders ?? transactions, rest);
	});

export const badRows: Record<string, (rows: unknown[]) => unknown> = {
	'null among its rows': (rows) => [...rows.slice(0, 2), null, ...rows.slice(2)],
	'an empty object among its rows': (rows) => [...rows.slice(0, 2), {}, ...rows.slice(2)],
	'a text among its rows': (rows) => ['…', ...rows],
	'its last row without an ID': (rows) => spoiled(rows, { order_id: undefined, id: undefined }),
	'its last row with the phone null': (rows) => spoiled(rows, { phone: null }),
	'its last row with nulls only': (rows) =>
		spoiled(rows, { phone: null, region: null, project_code: null, price: null }),
	'its last row without times': (rows) => spoiled(rows, { created_at: null }),
	'its last row with an unknown status': (rows) => spoiled(rows, { status: 'frozen' }),
	'its last row with the status null': (rows) => spoiled(rows, { status: null }),
	'its rows twice': (rows) => rows.flatMap((row) => [row, row]),
};

function spoiled(rows: unknown[], fields: Record<string, unknown>): unknown[] {
	return rows.map((row, index) =>
		index === rows.length - 1 && isFields(row) ? { ...row, ...fields } : row,
	);
}
