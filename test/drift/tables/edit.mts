import type { Answer, Change, Deviation, Seen } from '../deviation.mts';

export const ofOrders = ['create', 'order', 'orders'] as const;
export const looks = ['order', 'orders'] as const;
export const lists = ['orders', 'transactions'] as const;
export const all = [...ofOrders, 'cancel', 'transactions', 'balance', 'profile'] as const;

/** Jobs that wait for a code. */
export const waits = [
	'create and wait',
	'create and wait, without text',
	'create and wait, five at once',
	'wait',
	'trigger: received',
];

/** A row for each entry of a table, named by both. */
export const rowsOf = <Value,>(
	title: string,
	on: Deviation['on'],
	table: Record<string, Value>,
	changeTo: (value: Value) => Change,
	more: Partial<Deviation> = {},
): Deviation[] =>
	Object.entries(table).map(([name, value]) => ({
		name: `${title}${name}`,
		on,
		change: changeTo(value),
		...more,
	}));

/** A table of names that stand for themselves. */
export const same = (names: readonly string[]) =>
	Object.fromEntries(names.map((one) => [one, one]));

/** The rows that have this much in common. */
export const each = (common: Omit<Deviation, 'name'>, rows: Record<string, Partial<Deviation>>) =>
	Object.entries(rows).map(([name, row]): Deviation => ({ ...common, name, ...row }));

/** An answer of the API's own. */
export const inJson = (status: number, text: string): Answer => ({
	status,
	headers: { 'content-type': 'application/json' },
	text,
});

/** Of Go's web server, which knows no such path. */
export const notFoundOfGo: Answer = {
	status: 404,
	headers: { 'content-type': 'text/plain' },
	text: '404 page not found',
};

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** Another body in the same answer. */
export function withBody(answer: Answer, body: unknown): Answer {
	return { ...answer, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Changes the body of every success. */
export const onBody =
	(edit: (body: unknown, seen: Seen) => unknown): Change =>
	(answer, seen) =>
		isSuccess(answer) ? withBody(answer, edit(JSON.parse(answer.text), seen)) : answer;

/** A list with other rows; nothing when it is no list. */
function withRows(body: unknown, edit: (rows: unknown[]) => unknown): Fields | undefined {
	if (!isFields(body)) return undefined;
	const list = lists.find((name) => Array.isArray(body[name]));
	const rows = list && body[list];
	return list && Array.isArray(rows) ? { ...body, [list]: edit(rows) } : undefined;
}

/** Changes the rows of every list. */
export const onRows = (edit: (rows: unknown[], seen: Seen) => unknown): Change =>
	onBody((body, seen) => withRows(body, (rows) => edit(rows, seen)) ?? body);

/** Changes every object with fields: the answer itself, or each row of its list. */
export const onFields = (edit: (fields: Fields, seen: Seen) => unknown): Change =>
	onBody((body, seen) => {
		const editOne = (one: unknown) => (isFields(one) ? edit(one, seen) : one);
		return withRows(body, (rows) => rows.map(editOne)) ?? editOne(body);
	});

/** Changes one field where it stands; nothing that is undefined is written. */
export const onField = (
	field: string,
	edit: (value: unknown, fields: Fields, seen: Seen) => unknown,
): Change =>
	onFields((fields, seen) =>
		field in fields ? { ...fields, [field]: edit(fields[field], fields, seen) } : fields,
	);

/** The same object with other names. */
export const renamed = (rename: (field: string) => string) => (fields: Fields) =>
	Object.fromEntries(Object.entries(fields).map(([field, value]) => [rename(field), value]));

/** The same object with one other name. */
export const renamedField = (from: string, to: string) =>
	onFields(renamed((field) => (field === from ? to : field)));

export const camelCase = (field: string) =>
	field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** As Go names the fields of a struct without tags. */
export const goName = (field: string) => camelCase(`_${field}`).replace(/Id$/, 'ID');

export const both =
	(first: Change, second: Change): Change =>
	(answer, seen) =>
		second(first(answer, seen), seen);

/** The answer with another header. */
export function withHeader(name: string, value: string, answer: Answer): Answer {
	return { ...answer, headers: { ...answer.headers, [name]: value } };
}

/** The answer without one of its headers. */
export function withoutHeader(name: string, answer: Answer): Answer {
	const headers = Object.entries(answer.headers).filter(([header]) => header !== name);
	return { ...answer, headers: Object.fromEntries(headers) };
}
