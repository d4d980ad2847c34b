import type { Order } from '../../nodes/GoSms/domain/order';
import type { Row, Value } from '../../nodes/GoSms/domain/row';
import type { Failure } from '../../nodes/GoSms/transport/failure';
import { isList, isRecord } from '../../nodes/GoSms/transport/guards';
import {
	fieldsOf,
	numberIn,
	numberOf,
	plainName,
	textIn,
	timeIn,
	timeOf,
} from '../../nodes/GoSms/transport/reading/fields';
import type { Field, FieldType } from './document.mts';

/** One line of the report. `-`: there was nothing to judge. */
export type Finding = {
	what: string;
	document: string;
	seen: string;
	copes: 'yes' | 'no' | '-';
};

/** An object of an answer, and whether the node got the value of a field that the document has. */
export type Item = { row: Row; got: (field: Field) => boolean };

export function itemOfRow(row: Row): Item {
	const fields = fieldsOf(row);
	const got = ({ name, type }: Field): boolean => {
		const plain = plainName(name);
		if (type === 'number') return numberIn(fields, plain) !== undefined;
		if (type === 'time') return timeIn(fields, plain) !== undefined;
		return type === 'flag' ? fields.has(plain) : textIn(fields, plain) !== '';
	};
	return { row, got };
}

/** The node finds the values of an order under other names too. */
export function itemOfOrder({ row, ...order }: Order): Item {
	const { got } = itemOfRow(row);
	const values: Record<string, unknown> = {
		order_id: order.id,
		phone: order.phone,
		project_code: order.projectCode,
		region: order.region,
		status: order.status === 'unknown' ? '' : order.status,
		price: order.price,
		created_at: order.createdMs,
		expired_at: order.expiresMs,
	};
	const isThere = (value: unknown) => value !== undefined && value !== '';
	return { row, got: (field) => (field.name in values ? isThere(values[field.name]) : got(field)) };
}

/** What of the rows is not as the document has it; nothing of what stands in them is shown. */
export function compare(what: string, fields: readonly Field[], items: readonly Item[]): Finding[] {
	const unlike = fields.flatMap((field) => compareField(what, field, items));
	const known = new Set(fields.map(({ name }) => plainName(name)));
	const names = [...new Set(items.flatMap(({ row }) => Object.keys(row)))];
	const further = names.filter((name) => !known.has(plainName(name)) && /^\w{1,40}$/.test(name));
	if (further.length === 0) return unlike;
	const seen = `also ${further.join(', ')}`;
	return [...unlike, { what, document: 'no further fields', seen, copes: 'yes' }];
}

function compareField(what: string, field: Field, items: readonly Item[]): Finding[] {
	const shapes = new Map<string, { count: number; copes: boolean }>();
	for (const { row, got } of items) {
		const shape = shapeOf(row, field, got(field));
		if (shape === undefined) continue;
		const copes = got(field) || field.mark !== 'vital';
		const known = shapes.get(shape) ?? { count: 0, copes: true };
		shapes.set(shape, { count: known.count + 1, copes: known.copes && copes });
	}
	return [...shapes].map(([shape, { count, copes }]) => ({
		what: `${what}: ${field.name}`,
		document: typeof field.type === 'string' ? field.type : field.type.join(', '),
		seen: items.length > 1 ? `${shape} (${count} of ${items.length})` : shape,
		copes: copes ? 'yes' : 'no',
	}));
}

/** `undefined` when it is as the document has it. */
function shapeOf(row: Row, { name, type, mark }: Field, isGot: boolean): string | undefined {
	const spelled = Object.keys(row).find((one) => plainName(one) === plainName(name)) ?? name;
	const value = row[spelled];
	if (value === undefined || value === null) {
		if (mark === 'optional') return undefined;
		return isGot ? 'elsewhere' : value === null ? 'null' : 'missing';
	}
	const shape = shapeOfValue(value, type);
	const spelling = spelled === name ? undefined : `spelled ${spelled}`;
	return [spelling, shape].filter((one) => one !== undefined).join(', ') || undefined;
}

function shapeOfValue(value: Value, type: FieldType): string | undefined {
	if (isList(value)) return 'a list';
	if (isRecord(value)) return 'an object';
	if (type === 'flag') return typeof value === 'boolean' ? undefined : `a ${typeof value}`;
	if (typeof value === 'boolean') return 'true or false';
	if (type === 'number') {
		if (typeof value === 'number') return undefined;
		return numberOf(value) === undefined ? 'a text' : 'a text that holds a number';
	}
	if (typeof value !== 'string') return 'a number';
	if (type === 'text') return value === '' ? 'empty' : undefined;
	if (type !== 'time') {
		if (type.includes(value)) return undefined;
		return /^[\w -]{1,20}$/.test(value) ? `“${value}”` : 'another text';
	}
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return undefined;
	return timeOf(value) === undefined ? 'a text that is no time' : 'another form of time';
}

/** Without any excerpt: nobody knows what stands in a page. */
export function wordsOf(failure: Failure): string {
	switch (failure.kind) {
		case 'refused':
			return `HTTP ${failure.status}, ${failure.code || 'no code'}, “${failure.text}”`;
		case 'page':
			return `HTTP ${failure.status}, no JSON of the API (${failure.reason})`;
		case 'unreadable':
			return `HTTP ${failure.status}, but ${failure.detail}`;
		case 'network':
			return `no answer (${failure.code})`;
		case 'stopped':
		case 'explained':
			return failure.kind;
	}
}

/** An order's or header's time, in words. */
export function apartOf(ms: number): string {
	const seconds = Math.round(Math.abs(ms) / 1_000);
	if (seconds <= 1) return 'the same';
	return `${seconds} s ${ms > 0 ? 'ahead' : 'behind'}`;
}
