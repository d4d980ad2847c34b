import type { OrderStatus } from '../../nodes/GoSms/domain/order';
import type { Row, Value } from '../../nodes/GoSms/domain/row';
import { reasonFor, type Failed, type Failure } from '../../nodes/GoSms/transport/failure';
import { isList, isRecord } from '../../nodes/GoSms/transport/guards';
import { numberOf, plainName, timeOf } from '../../nodes/GoSms/transport/reading/fields';
import type { Field } from './document.mts';
import { shown } from './shown.mts';

/** Whether the node does; `null` when nobody knows. */
type Copes = boolean | null;

/** One line of the report. */
export type Finding = { what: string; document: string; seen: string; copes: Copes };

export function finding(
	what: string,
	document: string,
	seen: string,
	copes: Copes = true,
): Finding {
	return { what, document, seen, copes };
}

export function refused(what: string, document: string, { failure }: Failed, copes = false) {
	return finding(what, document, wordsOf(failure), copes);
}

/** What of the objects is not as the document has it; no value is shown. */
export function compare(
	what: string,
	fields: readonly Field[],
	objects: ReadonlyArray<{ row: Row; status?: OrderStatus }>,
): Finding[] {
	const counts = new Map<string, { one: Finding; count: number }>();
	for (const { row, status } of objects) {
		const found = [...fields.flatMap((field) => unlike(field, row, status)), ...further(row)];
		for (const one of found) {
			const key = JSON.stringify(one);
			counts.set(key, { one, count: (counts.get(key)?.count ?? 0) + 1 });
		}
	}
	const many = (count: number) => (objects.length > 1 ? ` (${count} of ${objects.length})` : '');
	return [...counts.values()].map(({ one, count }) => ({ ...one, seen: one.seen + many(count) }));

	function unlike({ name, kind, mayLack }: Field, row: Row, status?: OrderStatus): Finding[] {
		const spelled = Object.keys(row).find((one) => plainName(one) === plainName(name)) ?? name;
		if (mayLack && (row[spelled] === undefined || row[spelled] === null)) return [];
		const seen = [spelled === name ? '' : `spelled ${spelled}`, shapeOf(row[spelled], kind)];
		// No job needs any other field.
		const copes = name !== 'status' || status !== 'unknown';
		const all = seen.filter((one) => one !== '').join(', ');
		return all === '' ? [] : [finding(`${what}: ${name}`, kind, all, copes)];
	}

	function further(row: Row): Finding[] {
		const known = new Set(fields.map(({ name }) => plainName(name)));
		const names = Object.keys(row).filter((name) => !known.has(plainName(name)));
		const words = names.map((name) => shown(name) ?? 'one of another name').join(', ');
		return words === '' ? [] : [finding(what, 'no further fields', `also ${words}`)];
	}
}

/** Empty when it is as the document has it. */
function shapeOf(value: Value, kind: string): string {
	if (value === undefined || value === null) return value === null ? 'null' : 'missing';
	if (isList(value) || isRecord(value)) return isList(value) ? 'a list' : 'an object';
	if (typeof value === 'boolean') return kind === 'flag' ? '' : 'true or false';
	if (typeof value === 'number') return kind === 'number' ? '' : 'a number';
	const text = String(value);
	if (kind === 'text') return text === '' ? 'empty' : '';
	if (kind === 'flag') return 'a text';
	if (kind === 'number')
		return `a text${numberOf(text) === undefined ? '' : ' that holds a number'}`;
	const words = kind.split('|');
	if (kind !== 'time') return words.includes(text) ? '' : `“${shown(text) ?? 'another word'}”`;
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return '';
	return timeOf(text) === undefined ? 'a text that is no time' : 'another form of time';
}

/** How the node understood it, without the server's own sentences: nobody knows what is in them. */
export function wordsOf(failure: Failure): string {
	if (failure.kind === 'network') return `no answer (${failure.code})`;
	if (!('status' in failure)) return failure.kind;
	const { status } = failure;
	if (failure.kind === 'unreadable') return `HTTP ${status}, but ${failure.detail}`;
	const isPage = failure.kind === 'page';
	const code = isPage ? 'no JSON of the API' : (shown(failure.code || 'no code') ?? 'another code');
	return `HTTP ${status}, ${code}, understood as “${reasonFor(failure)}”`;
}

export function apartOf(ms: number): string {
	const seconds = Math.round(Math.abs(ms) / 1_000);
	return seconds <= 1 ? 'the same' : `${seconds} s ${ms > 0 ? 'ahead' : 'behind'}`;
}
