import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { isAlike, type Order } from '../domain/order';
import { understood, type Parsed } from '../domain/parsed';
import { parseProjectCode } from '../domain/projectCode';
import { parseRegion } from '../domain/region';
import { isRecord } from '../transport/guards';

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'App Names or IDs',
			name: 'projectCode',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'loadApps' },
			// The list has what the account has ordered lately, and more may come from an expression.
			allowArbitraryValues: true,
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		{
			displayName: 'Other App Codes',
			name: 'otherApps',
			type: 'string',
			default: '',
			placeholder: 'e.g. myshop,another',
			description:
				'App codes that the list of apps does not have, separated by commas. They are added to the apps chosen there.',
		},
		{
			displayName: 'Region Names or IDs',
			name: 'region',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'loadRegions' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
	],
};

/** Tells whether an order is one of those that are wanted. */
export function readFilters(context: IPollFunctions): Parsed<(order: Order) => boolean> {
	const given: unknown = context.getNodeParameter('filters', {});
	const filters = isRecord(given) ? given : {};
	const chosen = [...entriesOf(filters.projectCode), ...entriesOf(filters.otherApps)];
	const apps = parseSeveral(chosen, parseProjectCode);
	if (!apps.ok) return apps;
	const regions = parseSeveral(filters.region, parseRegion);
	if (!regions.ok) return regions;
	return understood(
		(order) => isAmong(apps.value, order.projectCode) && isAmong(regions.value, order.region),
	);
}

/** The API may write codes in another case than people do. */
function isAmong(wanted: ReadonlySet<string>, code: string): boolean {
	return wanted.size === 0 || [...wanted].some((one) => isAlike(one, code));
}

/** A choice from the list, or a text with commas from an expression. */
export function entriesOf(input: unknown): unknown[] {
	if (Array.isArray(input)) return input;
	if (typeof input !== 'string') return input === undefined || input === null ? [] : [input];
	return input.split(',').filter((part) => part.trim() !== '');
}

function parseSeveral(
	input: unknown,
	parse: (entry: unknown) => Parsed<string>,
): Parsed<ReadonlySet<string>> {
	const found = new Set<string>();
	for (const entry of entriesOf(input)) {
		const parsed = parse(entry);
		if (!parsed.ok) return parsed;
		found.add(parsed.value);
	}
	return understood(found);
}
