import type { Records } from '../place/place.mts';
import { whenSeen, type Seen } from './seen.mts';

export type Measured = ReturnType<typeof measure>;

type Work = { wanted: number; codes: number; byList?: boolean };

/** What a piece of work came to, by the sandbox's own records. Times in ms. */
export function measure(records: Records, { wanted, codes, byList = false }: Work) {
	const { requests, orders, violations } = records;
	const seen = whenSeen(records, byList);
	const startMs = requests[0]?.atMs ?? 0;
	const boughtMs = Math.max(startMs, ...orders.map((order) => order.createdAtMs));
	return {
		wanted,
		/** Numbers that were sold. */
		bought: orders.length,
		/** Codes that came out at the end. */
		codes,
		requests: requests.length,
		/** Looks at one order. */
		looks: requests.filter((one) => one.endpoint === 'order').length,
		refused: requests.filter((entry) => entry.status === 429).length,
		/** The most requests that were let through in any minute. */
		fullestMinute: fullestMinute(records),
		/** From the first request to the answer that told the last code; NaN when there was none. */
		lastCodeMs: seen.size > 0 ? Math.max(...seen.values()) - startMs : NaN,
		/** From the SMS to the answer that told of it; only what came once all numbers were bought. Rising. */
		seenMs: delays(records, seen, boughtMs),
		/** The same of all. */
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

type Refused = { all: number; refused: number };

/** In the minutes since the first request: how many there were, and how many of them were answered 429. */
export function refusedByMinute({ requests }: Pick<Records, 'requests'>): Refused[] {
	const startMs = requests[0]?.atMs ?? 0;
	const minutes: Refused[] = [];
	for (const { atMs, status } of requests) {
		const minute = Math.floor((atMs - startMs) / 60_000);
		while (minutes.length <= minute) minutes.push({ all: 0, refused: 0 });
		const count = minutes[minute] ?? { all: 0, refused: 0 };
		count.all += 1;
		if (status === 429) count.refused += 1;
	}
	return minutes;
}

export function sumOf(minutes: readonly Refused[]) {
	const all = minutes.reduce((sum, one) => sum + one.all, 0);
	const refused = minutes.reduce((sum, one) => sum + one.refused, 0);
	return { all, refused, part: refused / Math.max(1, all) };
}

/** NaN when there is nothing. */
export function quantile(rising: readonly number[], part: number): number {
	return rising[Math.min(rising.length - 1, Math.floor(rising.length * part))] ?? NaN;
}

/** NaN when there is nothing. */
export function median(values: readonly number[]): number {
	const rising = [...values].sort((a, b) => a - b);
	const middle = (rising.length - 1) / 2;
	const below = rising[Math.floor(middle)] ?? NaN;
	const above = rising[Math.ceil(middle)] ?? NaN;
	return (below + above) / 2;
}

/** Of every figure by itself; but what went wrong in any run is told. */
export function medians<Name extends string>(
	runs: ReadonlyArray<Record<Name, number>>,
): Record<Name, number> {
	const [first] = runs;
	if (!first) throw new TypeError('there are no runs');
	const result = { ...first };
	for (const name in result) {
		const values = runs.map((run) => run[name]);
		if (name === 'codes') result[name] = Math.min(...values);
		else if (name === 'violations') result[name] = Math.max(...values);
		else result[name] = median(values);
	}
	return result;
}
