import type { Records } from '../place/place.mts';
import { whenSeen, type Seen } from './seen.mts';

/** What a piece of work came to, by the sandbox's own records. Times in ms. */
export type Measured = {
	wanted: number;
	/** Numbers that were sold. */
	bought: number;
	/** Codes that came out at the end. */
	codes: number;
	requests: number;
	purchases: number;
	/** Pages of lists. */
	lists: number;
	/** Looks at one order. */
	looks: number;
	/** Those that told of a code for the first time; all the others, and the lists, are polling. */
	tellingLooks: number;
	cancels: number;
	refused: number;
	/** The most requests that were let through in any minute. */
	fullestMinute: number;
	startMs: number;
	boughtMs: number;
	/** From the first request to the answer that told the last code; NaN when there was none. */
	lastCodeMs: number;
	/** From the SMS to the answer that told of it; only what came once all numbers were bought. Rising. */
	seenMs: number[];
	/** The same of all. */
	allSeenMs: number[];
	violations: readonly string[];
};

export type Work = { wanted: number; codes: number; byList?: boolean };

export function measure(records: Records, { wanted, codes, byList = false }: Work): Measured {
	const { requests, orders, violations } = records;
	const count = (endpoint: string) => requests.filter((one) => one.endpoint === endpoint).length;
	const seen = whenSeen(records, byList);
	const startMs = requests[0]?.atMs ?? 0;
	const boughtMs = Math.max(startMs, ...orders.map((order) => order.createdAtMs));
	return {
		wanted,
		bought: orders.length,
		codes,
		requests: requests.length,
		purchases: count('create'),
		lists: count('orders'),
		looks: count('order'),
		tellingLooks: requests.filter(
			(one) => one.endpoint === 'order' && seen.get(one.orderId ?? 0) === one.atMs,
		).length,
		cancels: count('cancel'),
		refused: requests.filter((entry) => entry.status === 429).length,
		fullestMinute: fullestMinute(records),
		startMs,
		boughtMs,
		lastCodeMs: seen.size > 0 ? Math.max(...seen.values()) - startMs : NaN,
		seenMs: delays(records, seen, boughtMs),
		allSeenMs: delays(records, seen, 0),
		violations,
	};
}

function delays({ orders }: Records, seen: Seen, sinceMs: number): number[] {
	const found = orders.flatMap(({ orderId, receivedAtMs }) => {
		const seenMs = seen.get(orderId);
		if (receivedAtMs === null || seenMs === undefined || receivedAtMs < sinceMs) return [];
		return [seenMs - receivedAtMs];
	});
	return found.sort((a, b) => a - b);
}

function fullestMinute({ requests }: Records): number {
	const times = requests.filter((one) => one.status !== 429).map((one) => one.atMs);
	let from = 0;
	let most = 0;
	for (const [index, atMs] of times.entries()) {
		while ((times[from] ?? atMs) <= atMs - 60_000) from += 1;
		most = Math.max(most, index - from + 1);
	}
	return most;
}

/** NaN when there is nothing. */
export function quantile(rising: readonly number[], part: number): number {
	return rising[Math.min(rising.length - 1, Math.floor(rising.length * part))] ?? NaN;
}
