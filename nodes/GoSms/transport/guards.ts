import type { Row } from '../domain/row';

export function isRecord(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself; an empty one for anything else. */
export function recordOf(value: unknown): Row {
	return isRecord(value) ? value : {};
}

export function isList(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

/** A text or number from outside as text; anything else as none. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}
