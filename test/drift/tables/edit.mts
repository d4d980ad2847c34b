import type { Answer, Change, Deviation, Seen } from '../deviation.mts';

export const ofOrders = ['create', 'order', 'orders'] as const;
export const looks = ['order', 'orders'] as const;
export const lists = ['orders', 'transactions'] as const;
export const all = [...ofOrders, 'cancel', 'transactions', 'balance', 'profile'] as const;

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

/** The rows that have this much in common. */
export const each = (common: Omit<Deviation, 'name'>, rows: Record<string, Partial<Deviation>>) =>
	Object.entries(rows).map(([name, row]): Deviation => ({ ...common, name, ...row }));

/** An answer of the API's own. */
export const inJson = (status: number, text: string): Answer => ({
	status,
	headers: { 'content-type': 'application/json' },
	text,
});

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** Another body in the same answer. */
export function withBody(answer: Answer, body: unknown): Answer {
	return { ...answer, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What a success says, read. */
export function bodyOf({ text }: Answer): unknown {
	const body: unknown = JSON.parse(text);
	return body;
}

/** Changes the body of every success. */
export const onBody =
	(edit: (body: unknown, seen: Seen) => unknown): Change =>
	(answer, seen) =>
		isSuccess(answer) ? withBody(answer, edit(bodyOf(answer), seen)) : answer;

/** Changes the rows of every list. */
export const onRows = (edit: (rows: unknown[], seen: Seen) => unknown): Change =>
	onBody((body, seen) => {
		const list = lists.find((name) => isFields(body) && Array.isArray(body[name]));
		if (!list || !isFields(body) || !Array.isArray(body[list])) return body;
		return { ...body, [list]: edit(body[list], seen) };
	});

/** Changes every object with fields: the answer itself, or each row of its list. */
export const onFields = (edit: (fields: Fields, seen: Seen) => unknown): Change =>
	onBody((body, seen) => {
		const list = lists.find((name) => isFields(body) && Array.isArray(body[name]));
		if (!isFields(body)) return body;
		if (!list || !Array.isArray(body[list])) return edit(body, seen);
		const rows = body[list].map((row: unknown) => (isFields(row) ? edit(row, seen) : row));
		return { ...body, [list]: rows };
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
