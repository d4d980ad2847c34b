import { tryToParseDateTime, type INodeProperties } from 'n8n-workflow';
import { invalid, quote, understood, type Parser } from '../../domain/parsed';
import { added, valueOf, type Item } from '../item';

export const createdAfterField: INodeProperties = {
	displayName: 'Created After',
	name: 'createdAfter',
	type: 'dateTime',
	default: '',
	description: 'Only what was created at or after this time',
};

export const createdBeforeField: INodeProperties = {
	displayName: 'Created Before',
	name: 'createdBefore',
	type: 'dateTime',
	default: '',
	description: 'Only what was created before this time',
};

/** `sinceMs` is -Infinity for all. */
export function readCreatedRange(item: Item, filters: ReadonlyMap<string, unknown>) {
	const parse = timeIn(item.context.getTimezone());
	const sinceMs = added(item, filters, 'createdAfter', parse) ?? -Infinity;
	const untilMs = added(item, filters, 'createdBefore', parse) ?? Infinity;
	if (sinceMs >= untilMs) {
		const remedy = 'Set it to the earlier time.';
		valueOf(item, invalid('Created After is not earlier than Created Before', remedy));
	}
	const isAll = sinceMs === -Infinity && untilMs === Infinity;
	const inRange = (createdMs = NaN) => isAll || (createdMs >= sinceMs && createdMs < untilMs);
	return { sinceMs, inRange };
}

/** Milliseconds since 1970; a time without a zone is in the workflow's. */
function timeIn(timezone: string): Parser<number> {
	return (input) => {
		try {
			return understood(tryToParseDateTime(input, timezone).toMillis());
		} catch {
			const hint = 'Use the form 2025-12-31T23:59:00, with or without a zone.';
			return invalid(`${quote(input)} is not a date`, hint);
		}
	};
}
