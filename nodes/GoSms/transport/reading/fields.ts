import { parseOrderId } from '../../domain/order';
import type { Row, Value } from '../../domain/row';
import { isList, isRecord, textOf } from '../guards';

/**
 * One object of an answer, read tolerantly: names match whatever their case and separators (`order_id`, `orderId`,
 * `OrderID`), text passes for numbers and numbers for text. What is missing or makes no sense is `undefined`, or empty.
 */
export type Fields = ReadonlyMap<string, Value>;

export function fieldsOf(row: Row): Fields {
	const fields = new Map<string, Value>();
	for (const name in row) fields.set(plainName(name), row[name]);
	return fields;
}

const plainNames = new Map<string, string>();

export function plainName(name: string): string {
	const known = plainNames.get(name);
	if (known !== undefined) return known;
	const plain = name.replace(/[_\-\s]/g, '').toLowerCase();
	if (plainNames.size < 1_000) plainNames.set(name, plain);
	return plain;
}

/** The first of these fields that has a value, as it came. `names` are in plain form. */
export function valueIn(fields: Fields, ...names: string[]): Value {
	for (const name of names) {
		const value = fields.get(name);
		if (value !== undefined && value !== null) return value;
	}
	return undefined;
}

/** Empty when there is none. */
export function textIn(fields: Fields, ...names: string[]): string {
	return textOf(scalarOf(valueIn(fields, ...names))).trim();
}

/** For an object, all its parts that are texts or numbers. */
export function textsIn(fields: Fields, ...names: string[]): string[] {
	return scalarsOf(valueIn(fields, ...names)).map((value) => textOf(value).trim());
}

export function numberIn(fields: Fields, ...names: string[]): number | undefined {
	const value = valueIn(fields, ...names);
	if (typeof value !== 'object') return numberOf(value);
	return scalarsOf(value)
		.map(numberOf)
		.find((one) => one !== undefined);
}

/** Milliseconds since 1970 on the clock of whoever wrote it. */
export function timeIn(fields: Fields, ...names: string[]): number | undefined {
	return timeOf(scalarOf(valueIn(fields, ...names)));
}

/** An ID as text: digits of any length, or a longer token that has some. Empty when there is none. */
export function idIn(fields: Fields, ...names: string[]): string {
	const text = textIn(fields, ...names);
	return isId(text) ? text : '';
}

export function isId(text: string): boolean {
	return parseOrderId(text).ok;
}

/** Nearly all are no objects, and are read thousands of times. */
function scalarOf(value: unknown): unknown {
	return typeof value === 'object' ? scalarsOf(value)[0] : value;
}

/** Go writes a nullable column as `{"String": "…", "Valid": true}`, and money sometimes as `{"amount": …}`. */
function scalarsOf(value: unknown): unknown[] {
	if (isList(value)) return value.length === 1 ? scalarsOf(value[0]) : [];
	if (!isRecord(value)) return [value];
	if (value.Valid === false) return [];
	return Object.values(value).filter((inner) => textOf(inner) !== '');
}

/** A currency may stand beside it. */
const amount = /^[^\d.+-]{0,4}([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)[^\d.]{0,6}$/i;

export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const [, digits] = amount.exec(textOf(value).trim()) ?? [];
	const number = Number(digits);
	return digits !== undefined && Number.isFinite(number) ? number : undefined;
}

const dateAndTime =
	/^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(.*)$/;

const zone = /^(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d)?)\b/i;

/** Anything outside is Go's zero time or a broken clock. */
const earliestMs = Date.UTC(2015, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/** As the document writes times. Most are read thousands of times, so they take the short way. */
const documented = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Understands ISO 8601 and its relatives, a time without a zone as UTC, and seconds or milliseconds since 1970. */
export function timeOf(value: unknown): number | undefined {
	const text = textOf(value).trim();
	const ms = /^\d+(\.\d+)?$/.test(text) ? sinceEpoch(Number(text)) : parseTime(text);
	return ms >= earliestMs && ms < latestMs ? ms : undefined;
}

/** Seconds, milliseconds, microseconds or nanoseconds: whichever gives a sensible date. */
function sinceEpoch(count: number): number {
	return [1_000, 1, 1e-3, 1e-6].map((unit) => count * unit).find((ms) => ms < latestMs) ?? NaN;
}

function parseTime(text: string): number {
	if (documented.test(text)) return Date.parse(text);
	const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', rest = ''] =
		dateAndTime.exec(text) ?? [];
	if (year === undefined) return /\b(GMT|UTC)\b|[+-]\d{4}\b/.test(text) ? Date.parse(text) : NaN;
	const [, sign, hours = 0, minutes = 0] = zone.exec(rest) ?? [];
	const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
	const utcMs = Date.UTC(
		Number(year),
		Number(month) - 1,
		Number(day),
		Number(hour),
		Number(minute),
		Number(second),
		Math.floor(Number(`0.${fraction}`) * 1_000),
	);
	return utcMs - offsetMs;
}
