import type { Asked, Deviation, Group } from '../deviation.mts';
import { inJson, isFields, lists, onBody, onRows, rowsOf } from './edit.mts';
import { badRows, onTotal, totals, wrapped, wraps } from './listShapes.mts';

const page = ({ query }: Asked) => Number(query?.page ?? 1);
const size = ({ query }: Asked) => Number(query?.page_size ?? 20);
const asking = (asked: Asked, query: Record<string, unknown>): Asked => ({
	...asked,
	query: { ...asked.query, ...query },
});

const capped = (most: number): Deviation => ({
	name: `a page has at most ${most} rows, whatever is asked for`,
	on: lists,
	ask: (asked) => (size(asked) > most ? asking(asked, { page_size: String(most) }) : asked),
});

const oldestFirst = (most?: number): Deviation => ({
	...(most === undefined ? { ask: undefined } : capped(most)),
	name: `oldest first${most === undefined ? '' : `, and at most ${most} rows a page`}`,
	on: lists,
	settings: { listOrder: 'oldestFirst' },
	touches: ({ text }) => text.split('created_at').length > 2,
});

/** A page size that the server does not like. */
const refused = (most: number, status: number): Deviation => ({
	name: `a page size above ${most} is refused with ${status}`,
	on: lists,
	ask: (asked) =>
		size(asked) > most
			? inJson(status, '{"error":"page_size 超出范围","code":"INVALID_PARAMS"}')
			: asked,
});

/** An empty page is written otherwise. */
const empty = (name: string, list: unknown): Deviation => ({
	name: `an empty page is ${name}`,
	on: ['orders'],
	jobs: ['get many', 'cancel stale', 'trigger: created', 'lost purchase', 'get many of a status'],
	ask: (asked) => asking(asked, { page_size: String(Math.min(size(asked), 20)) }),
	change: onRows((rows) => (rows.length === 0 ? list : rows)),
});

const isEmpty = /"(orders|transactions)":\[\]/;

export const readLists: Group = {
	name: 'Lists',
	what: 'Oldest first, smaller pages, pages that count from 0, a total that is wrong, a filter that is ignored, rows that cannot be read, another name for the list.',
	rows: [
		oldestFirst(),
		oldestFirst(20),
		oldestFirst(50),
		capped(10),
		capped(20),
		capped(50),
		refused(50, 400),
		refused(20, 400),
		refused(50, 422),
		refused(99, 500),
		{
			name: 'the first page is 0',
			on: lists,
			ask: (asked) => asking(asked, { page: String(page(asked) + 1) }),
		},
		{
			name: 'the page is ignored: it is always the first',
			on: lists,
			ask: (asked) => (page(asked) > 1 ? asking(asked, { page: '1' }) : asked),
			touches: () => true,
		},
		{
			name: 'a page beyond the last is the last',
			on: lists,
			jobs: ['get many', 'get many of a status', 'transactions', 'cancel stale', 'lost purchase'],
			touches: () => true,
			ask: (asked) => (page(asked) > 2 ? asking(asked, { page: '2' }) : asked),
		},
		{
			name: 'a page beyond the last is refused with 404',
			on: lists,
			jobs: ['get many', 'get many of a status', 'transactions', 'cancel stale'],
			touches: () => true,
			change: (answer) => (isEmpty.test(answer.text) ? { ...answer, status: 404 } : answer),
		},
		{
			name: 'the status filter is ignored',
			on: ['orders'],
			jobs: ['get many of a status', 'cancel stale', 'lost purchase', 'trigger: received'],
			ask: (asked) => asking(asked, { status: undefined }),
		},
		{
			name: 'the status filter is refused',
			on: ['orders'],
			jobs: ['get many of a status', 'cancel stale', 'lost purchase'],
			ask: (asked) => (asked.query?.status === undefined ? asked : asking(asked, { page: '0' })),
			touches: () => true,
		},
		...rowsOf('total is ', lists, totals, onTotal),
		{ name: 'pages of 20, total is 0', on: lists, ask: capped(20).ask, change: onTotal(() => 0) },
		{
			name: 'pages of 50, total missing',
			on: lists,
			ask: capped(50).ask,
			change: onTotal(() => undefined),
		},
		...rowsOf('the list has ', lists, badRows, (edit) =>
			onRows((rows) => (rows.length > 0 ? edit(rows) : rows)),
		),
		...rowsOf('the list stands in: ', lists, wraps, wrapped),
		empty('null', null),
		empty('missing', undefined),
		{
			name: 'the list is shown in wrong order',
			on: lists,
			change: onRows((rows) => [...rows.slice(rows.length / 2), ...rows.slice(0, rows.length / 2)]),
			touches: () => true,
		},
		{
			name: 'a page and its size are texts',
			on: lists,
			change: onBody((body) => {
				if (!isFields(body)) return body;
				const [page, page_size, total] = [body.page, body.page_size, body.total].map(String);
				return { ...body, page, page_size, total };
			}),
		},
	],
};
