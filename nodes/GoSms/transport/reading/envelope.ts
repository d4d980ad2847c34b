import type { Row } from '../../domain/row';
import { isList, isRecord } from '../guards';
import { fieldsOf, numberIn, plainName, type Fields } from './fields';

/** How many objects may lie around what was asked for: `{code, message, data: {order: {…}}}` are two. */
const deepest = 3;

/** The object that was asked for, wherever in the answer it lies. */
export function findObject(
	body: unknown,
	isIt: (fields: Fields) => boolean,
	depth = deepest,
): Row | undefined {
	if (isList(body)) {
		return body.length === 1 ? findObject(body[0], isIt, depth - 1) : undefined;
	}
	if (!isRecord(body) || depth < 0) return undefined;
	if (isIt(fieldsOf(body))) return body;
	for (const inner of innerValues(body)) {
		const found = findObject(inner, isIt, depth - 1);
		if (found) return found;
	}
	return undefined;
}

/**
 * The list that was asked for: under its name, or the first one there is. Some servers write an empty list as null, or
 * leave it out.
 */
export function findList(body: unknown, name: string, depth = deepest): unknown[] | undefined {
	if (isList(body)) {
		// One envelope in a list, not a row.
		const [only] = body;
		const inner = body.length === 1 && isRecord(only) && fieldsOf(only).has(name);
		return inner ? findList(only, name, depth - 1) : body;
	}
	if (!isRecord(body) || depth < 0) return undefined;
	const fields = fieldsOf(body);
	const named = fields.get(name);
	if (isList(named)) return named;
	for (const inner of innerValues(body)) {
		const found = findList(inner, name, depth - 1);
		if (found) return found;
	}
	const isEmpty = [name, 'data', 'items', 'list'].some((one) => fields.get(one) === null);
	return isEmpty || numberIn(fields, 'total') === 0 ? [] : undefined;
}

/** The number under one of these names, on top or in an envelope. */
export function findNumber(body: unknown, ...names: string[]): number | undefined {
	const holder = findObject(body, (fields) => numberIn(fields, ...names) !== undefined);
	return holder && numberIn(fieldsOf(holder), ...names);
}

/** An error may hold objects too, but none that was asked for. */
function innerValues(body: Row): unknown[] {
	return Object.entries(body)
		.filter(([name]) => !plainName(name).startsWith('error'))
		.map(([, value]) => value);
}
