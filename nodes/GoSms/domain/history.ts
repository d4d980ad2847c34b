import { byId, isOverdue, stateOf, type Order } from './order';

export const groupings = ['appAndRegion', 'app', 'region'] as const;
export type Grouping = (typeof groupings)[number];

/** What came of the orders of one app, of one region, or of one app in one region, without those that may get a code. */
export type History = {
	/** Of the latest order. */
	projectCode: string;
	region: string;
	orders: number;
	/** How many of them got their SMS. */
	codes: number;
	/** From the purchase to the SMS; `undefined` when no order has both times. */
	medianMs: number | undefined;
	/** Prices are in the account's currency; `undefined` when no order has one. */
	lastPrice: number | undefined;
	minPrice: number | undefined;
	maxPrice: number | undefined;
	/** On the clock of the API's database. */
	lastOrderMs: number | undefined;
};

/** @returns the best first: the most likely to get a code, then the cheapest, then the fastest */
export function historyOf(orders: readonly Order[], groupBy: Grouping): History[] {
	const groups = new Map<string, [Order, ...Order[]]>();
	const byTime = [...orders].sort(byAge);
	const newestMs = byTime[0]?.createdMs;
	for (const order of byTime) {
		if (stateOf(order) === 'waiting' && !isOverdue(order, newestMs)) continue;
		const key = keyOf(order, groupBy);
		const group = groups.get(key);
		if (group) group.push(order);
		else groups.set(key, [order]);
	}
	return [...groups.values()].map(summaryOf).sort(byWorth);
}

/** The newest first. */
function byAge(one: Order, other: Order): number {
	return (other.createdMs ?? 0) - (one.createdMs ?? 0) || byId(other.id, one.id);
}

/** The API may write codes in another case than before. */
function keyOf({ projectCode, region }: Order, groupBy: Grouping): string {
	const parts = [groupBy !== 'region' && projectCode, groupBy !== 'app' && region];
	return parts.join('\n').toLowerCase();
}

/** @param group newest first */
function summaryOf(group: readonly [Order, ...Order[]]): History {
	const [newest] = group;
	const prices = group.flatMap(({ price }) => price ?? []);
	const byPrice = sorted(prices);
	const delaysMs = group
		.map(({ createdMs, receivedMs }) => (receivedMs ?? NaN) - (createdMs ?? NaN))
		.filter((ms) => ms >= 0);
	return {
		projectCode: newest.projectCode,
		region: newest.region,
		orders: group.length,
		codes: group.filter((order) => stateOf(order) === 'arrived').length,
		medianMs: medianOf(sorted(delaysMs)),
		lastPrice: prices[0],
		minPrice: byPrice.at(0),
		maxPrice: byPrice.at(-1),
		lastOrderMs: newest.createdMs,
	};
}

function sorted(values: number[]): number[] {
	return values.toSorted((a, b) => a - b);
}

function medianOf(rising: number[]): number | undefined {
	const middle = (rising.length - 1) / 2;
	const [one, other] = [rising[Math.floor(middle)], rising[Math.ceil(middle)]];
	return one === undefined || other === undefined ? undefined : (one + other) / 2;
}

function byWorth(one: History, other: History): number {
	return (
		likelihoodOf(other) - likelihoodOf(one) ||
		byKnown(one.lastPrice, other.lastPrice) ||
		byKnown(one.medianMs, other.medianMs)
	);
}

/** One order out of one says less than nine out of ten. */
function likelihoodOf({ codes, orders }: History): number {
	return (codes + 1) / (orders + 2);
}

/** The smaller first, what is not known last; NaN, which decides nothing either, when neither is known. */
function byKnown(one = Infinity, other = Infinity): number {
	return one - other;
}
