import { runCrowd } from '../../simulation/crowd.mts';
import { measure, medians, quantile, refusedByMinute, sumOf } from '../record/measured.mts';

/** What becomes of processes that share a key. */
export type Sharing = Record<
	| 'processes'
	/** Of all of them. */
	| 'orders'
	| 'codes'
	/** Parts of the requests that are answered 429, in the first minute and later. */
	| 'refusedFirst'
	| 'refusedLater'
	/** Refused ones too. */
	| 'requestsACode'
	/** Part of what the limits allow until the last code. */
	| 'used'
	| 'lastCodeMs'
	| 'delayMs'
	| 'lateDelayMs'
	| 'violations',
	number
>;

/** How many orders each process has, by how many processes there are. */
export type SharingJob = {
	points: ReadonlyArray<{ processes: number; each: number }>;
	seeds: readonly number[];
};

/** When an SMS comes. */
export const smsAfterMs: [number, number] = [5_000, 45_000];

export async function sharings({ points, seeds }: SharingJob): Promise<Sharing[]> {
	const found: Sharing[] = [];
	for (const { processes, each } of points) {
		const runs: Sharing[] = [];
		for (const seed of seeds) runs.push(await share(processes, each, seed));
		found.push(medians(runs));
	}
	return found;
}

async function share(processes: number, each: number, seed: number): Promise<Sharing> {
	const { records, codes } = await runCrowd({ seed, processes, orders: each, smsAfterMs });
	const orders = processes * each;
	const m = measure(records, { wanted: orders, codes });
	const minutes = refusedByMinute(records);
	const untilLast = records.requests.filter(
		(one) => one.status !== 429 && one.atMs <= m.startMs + m.lastCodeMs,
	);
	return {
		processes,
		orders,
		codes,
		refusedFirst: sumOf(minutes.slice(0, 1)).part,
		refusedLater: sumOf(minutes.slice(1)).part,
		requestsACode: m.requests / codes,
		used: untilLast.length / (300 * Math.max(1, m.lastCodeMs / 60_000)),
		lastCodeMs: m.lastCodeMs,
		delayMs: quantile(m.allSeenMs, 0.5),
		lateDelayMs: quantile(m.allSeenMs, 0.95),
		violations: m.violations.length,
	};
}
