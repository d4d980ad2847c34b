import type { INodeProperties } from 'n8n-workflow';
import {
	choice,
	filledEntriesOf,
	invalid,
	quantity,
	several,
	type Parsed,
} from '../../domain/parsed';
import { parseProjectCode } from '../../domain/projectCode';
import { parseRegion } from '../../domain/region';
import type { Purchasing } from '../../engine/run';
import { onUnknowns } from '../../engine/buying/buyOnce';
import { added, collectionOf, read, type Item } from '../item';
import { collection } from '../operation';

/** An agent makes calls, a workflow has items. Versions of n8n that do not know `@tool` show the first one. */
export const buyingNotices: INodeProperties[] = [
	{
		displayName:
			'Each input item buys a number; its price is refunded if no SMS comes. Retry On Fail runs all items again, but pays for none twice.',
		name: 'buyingNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] } },
	},
	{
		displayName: 'Each call buys a number; its price is refunded if no SMS comes',
		name: 'buyingToolNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '@tool': [true] } },
	},
];

export const fallbackRegionsOption: INodeProperties = {
	displayName: 'Fallback Regions',
	name: 'fallbackRegions',
	type: 'string',
	default: '',
	placeholder: 'e.g. GB,US',
	description:
		'Country codes, separated by commas. Each is tried if the one before has no number, or only one above Max Price.',
};

export const maxPriceOption: INodeProperties = {
	displayName: 'Max Price',
	name: 'maxPrice',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'The most a number may cost, in the account’s currency. The price is known only after buying, so a number that costs more is given back immediately, and the next region is tried.',
	hint: '0 = any price',
};

export const onUnknownPurchaseOption: INodeProperties = {
	displayName: 'On Unknown Purchase',
	name: 'onUnknownPurchase',
	type: 'options',
	default: 'adopt',
	description: 'What to do if the answer to a purchase is lost: a number may have been bought',
	options: [
		{
			name: 'Find and Use the Order',
			value: 'adopt',
			description: 'Buy again only if it is certain that nothing was bought',
		},
		{ name: 'Stop With an Error', value: 'fail', description: 'You look for the order yourself' },
	],
};

/** The options of Create; Create and Wait for SMS lists them among its own. */
export const buyingOptionsField = collection('Options', [
	fallbackRegionsOption,
	maxPriceOption,
	onUnknownPurchaseOption,
]);

/** How long to keep asking a silent API what became of a purchase; less where the wait is shorter. */
const longestSearchMs = 60_000;

/** @param timeoutMs of the wait, where there is one */
export function readPurchase(item: Item, timeoutMs = Infinity): Purchasing {
	const projectCode = read(item, 'projectCode', parseProjectCode);
	const region = read(item, 'region', parseRegion);
	const options = collectionOf(item, 'options');
	const fallbacks = added(item, options, 'fallbackRegions', parseRegions) ?? [];
	return {
		projectCode,
		regions: [...new Set([region, ...fallbacks])],
		maxPrice: added(item, options, 'maxPrice', parseMaxPrice) || Infinity,
		patienceMs: Math.min(timeoutMs, longestSearchMs),
		onUnknown: added(item, options, 'onUnknownPurchase', parseOnUnknown) ?? 'adopt',
	};
}

const parseMaxPrice = quantity(
	'Max Price',
	'Set it to an amount of money, e.g. 0.5, or to 0 for any price.',
);
const parseOnUnknown = choice('On Unknown Purchase', onUnknowns);

function parseRegions(input: unknown): Parsed<ReadonlySet<string>> {
	const typed = typeof input === 'string' ? input.replaceAll(';', ',') : input;
	const parsed = several(parseRegion)(filledEntriesOf(typed));
	if (parsed.ok) return parsed;
	const { happened, remedy } = parsed.failure;
	return invalid(`Fallback Regions: ${happened}`, remedy);
}
