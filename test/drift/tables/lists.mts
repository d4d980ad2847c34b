import type { Asked, Change, Deviation, Group } from '../deviation.mts';
import { each, inJson, isFields, lists, onBody, onRows, rowsOf } from './edit.mts';

const page = ({ query }: Asked) => Number(query?.page ?? 1);
const size = ({ query }: Asked) => Number(query?.page_size ?? 20);
const asking = (asked: Asked, query: Record<string, unknown>): Asked => ({
	...asked,
	query: { ...asked.query, ...query },
});

const capped = (most: number): Partial<Deviation> => ({
	ask: (asked) => (size(asked) > most ? asking(asked, { page_size: String(most) }) : asked),
});

const oldestFirst = (most = Infinity): Partial<Deviation> => ({
	...capped(most),
	settings: { listOrder: 'oldestFirst' },
	touches: ({ text }) => text.split('created_at').length > 2,
});

/** A page size that the server does not like. */
const refused = (most: number, status: number): Partial<Deviation> => ({
	ask: (asked) =>
		size(asked) > most
			? inJson(status, '{"error":"page_size 超出范围","code":"INVALID_PARAMS"}')
			: asked,
});

/** An empty page is written otherwise. */
const empty = (list: unknown): Partial<Deviation> => ({
	on: ['orders'],
	jobs: ['get many', 'cancel stale', 'trigger: created', 'lost purchase', 'get many of a status'],
	ask: (asked) => asking(asked, { page_size: String(Math.min(size(asked), 20)) }),
	change: onRows((rows) => (rows.length === 0 ? list : rows)),
});

const isEmpty = /"(orders|transactions)":\[\]/;

const onTotal = (edit: (total: number, rows: number, size: number) => unknown): Change =>
	onBody((body) => {
		if (!isFields(body)) return body;
		const rows = [body.orders, body.transactions].find(Array.isArray) ?? [];
		return { ...body, total: edit(Number(body.total), rows.length, Number(body.page_size)) };
	});

const totals: Record<string, Parameters<typeof onTotal>[0]> = {
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
const wraps: Record<string, (rows: unknown, rest: Record<string, unknown>) => unknown> = {
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

const wrapped = (wrap: (typeof wraps)[string]): Change =>
	onBody((body) => {
		if (!isFields(body)) return body;
		const { orders, transactions, ...rest } = body;
		return wrap(orders ?? transactions, rest);
	});

const badRows: Record<string, (rows: unknown[]) => unknown> = {
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

const rows: Record<string, Partial<Deviation>> = {
	'oldest first': oldestFirst(),
	'oldest first, and at most 20 rows a page': oldestFirst(20),
	'oldest first, and at most 50 rows a page': oldestFirst(50),
	'a page has at most 10 rows, whatever is asked for': capped(10),
	'a page has at most 20 rows, whatever is asked for': capped(20),
	'a page has at most 50 rows, whatever is asked for': capped(50),
	'a page size above 50 is refused with 400': refused(50, 400),
	'a page size above 20 is refused with 400': refused(20, 400),
	'a page size above 50 is refused with 422': refused(50, 422),
	'a page size above 99 is refused with 500': refused(99, 500),
	'pages of 20, total is 0': { ...capped(20), change: onTotal(() => 0) },
	'pages of 50, total missing': { ...capped(50), change: onTotal(() => undefined) },
	'an empty page is null': empty(null),
	'an empty page is missing': empty(undefined),
	'the first page is 0': { ask: (asked) => asking(asked, { page: String(page(asked) + 1) }) },
	'the page is ignored: it is always the first': {
		ask: (asked) => (page(asked) > 1 ? asking(asked, { page: '1' }) : asked),
		touches: () => true,
	},
	'a page beyond the last is the last': {
		jobs: ['get many', 'get many of a status', 'transactions', 'cancel stale', 'lost purchase'],
		ask: (asked) => (page(asked) > 2 ? asking(asked, { page: '2' }) : asked),
		touches: () => true,
	},
	'a page beyond the last is refused with 404': {
		jobs: ['get many', 'get many of a status', 'transactions', 'cancel stale'],
		change: (answer) => (isEmpty.test(answer.text) ? { ...answer, status: 404 } : answer),
		touches: () => true,
	},
	'the status filter is ignored': {
		on: ['orders'],
		jobs: ['get many of a status', 'cancel stale', 'lost purchase', 'trigger: received'],
		ask: (asked) => asking(asked, { status: undefined }),
	},
	'the status filter is refused': {
		on: ['orders'],
		jobs: ['get many of a status', 'cancel stale', 'lost purchase'],
		ask: (asked) => (asked.query?.status === undefined ? asked : asking(asked, { page: '0' })),
		touches: () => true,
	},
	'the list is shown in wrong order': {
		change: onRows((shown) => [
			...shown.slice(shown.length / 2),
			...shown.slice(0, shown.length / 2),
		]),
		touches: () => true,
	},
	'a page and its size are texts': {
		change: onBody((body) => {
			if (!isFields(body)) return body;
			const [page, page_size, total] = [body.page, body.page_size, body.total].map(String);
			return { ...body, page, page_size, total };
		}),
	},
};

export const readLists: Group = {
	name: 'Lists',
	what: 'Oldest first, smaller pages, pages that count from 0, a total that is wrong, a filter that is ignored, rows that cannot be read, another name for the list.',
	rows: [
		...each({ on: lists }, rows),
		...rowsOf('total is ', lists, totals, onTotal),
		...rowsOf('the list has ', lists, badRows, (edit) =>
			onRows((shown) => (shown.length > 0 ? edit(shown) : shown)),
		),
		...rowsOf('the list stands in: ', lists, wraps, wrapped),
	],
};
