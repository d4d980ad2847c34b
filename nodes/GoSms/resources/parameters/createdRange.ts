import { tryToParseDateTime, type INodeProperties } from 'n8n-workflow';
import { quote, invalid, understood, type Parsed } from '../../domain/parsed';
import { checked, type Item } from '../item';

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

/** Tells whether a time of the API lies in the range that the filters give. */
export function readCreatedRange(
	item: Item,
	filters: ReadonlyMap<string, unknown>,
): (createdMs: number | undefined) => boolean {
	const bound = (name: string, unset: number) =>
		filters.has(name)
			? checked(item, parseTime(filters.get(name), item.context.getTimezone()))
			: unset;
	const after = bound('createdAfter', -Infinity);
	const before = bound('createdBefore', Infinity);
	if (after >= before) {
		const hint = 'Set Created After to the earlier time.';
		checked(
			item,
			invalid('The filters Created After and Created Before leave no time between them', hint),
		);
	}
	if (after === -Infinity && before === Infinity) return () => true;
	return (createdMs = NaN) => createdMs >= after && createdMs < before;
}

/** Milliseconds since 1970; a time without a zone is in the workflow's. */
function parseTime(input: unknown, timezone: string): Parsed<number> {
	try {
		return understood(tryToParseDateTime(input, timezone).toMillis());
	} catch {
		return invalid(
			`${quote(input)} is not a date`,
			'Use the form 2025-12-31T23:59:00, with or without a zone.',
		);
	}
}
