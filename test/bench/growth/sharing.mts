import { runCrowd } from '../../simulation/crowd.mts';
import { measure, quantile } from '../record/measured.mts';
import { median } from '../record/statistics.mts';

/** What becomes of processes that share a key. */
export type Sharing = {
	processes: number;
	/** Of all of them. */
	orders: number;
	codes: number;
	/** Parts of the requests that are answered 429, in the first minute and later. */
	refusedFirst: number;
	refusedLater: number;
	/** Answers 429 in all, and lists that were read. */
	refused: number;
	lists: number;
	/** Refused ones too. */
	requestsACode: number;
	/** Part of what the limits allow until the last code. */
	used: number;
	lastCodeMs: number;
	delayMs: number;
	lateDelayMs: number;
	violations: number;
};

export type SharingJob = {
	processes: readonly number[];
	/** Of each process, by how many there are. */
	ordersInAll?: number;
	ordersEach?: number;
	seeds: readonly number[];
};

/** When an SMS comes. */
export const smsAfterMs: [number, number] = [5_000, 45_000];

export async function sharings(job: SharingJob): Promise<Sharing[]> {
	const points: Sharing[] = [];
	for (const processes of job.processes) {
		const each = job.ordersEach ?? Math.ceil((job.ordersInAll ?? 0) / processes);
		const runs: Sharing[] = [];
		for (const seed of job.seeds) runs.push(await share(processes, each, seed));
		points.push(medianOf(runs));
	}
	return points;
}

async function share(processes: number, each: number, seed: number): Promise<Sharing> {
	const { records, codes } = await runCrowd({ seed, processes, orders: each, smsAfterMs });
	const orders = processes * each;
	const m = measure(records, { wanted: orders, codes });
	const first = records.requests.filter((one) => one.atMs <= m.startMs + 60_000);
	const later = records.requests.filter((one) => one.atMs > m.startMs + 60_000);
	const untilLast = records.requests.filter(
		(one) => one.status !== 429 && one.atMs <= m.startMs + m.lastCodeMs,
	);
	return {
		processes,
		orders,
		codes,
		refusedFirst: refusedPart(first),
		refusedLater: refusedPart(later),
		refused: m.refused,
		lists: m.lists,
		requestsACode: m.requests / codes,
		used: untilLast.length / (300 * Math.max(1, m.lastCodeMs / 60_000)),
		lastCodeMs: m.lastCodeMs,
		delayMs: quantile(m.allSeenMs, 0.5),
		lateDelayMs: quantile(m.allSeenMs, 0.95),
		violations: m.violations.length,
	};
}

function refusedPart(requests: ReadonlyArray<{ status: number | null }>): number {
	return requests.filter((one) => one.status === 429).length / Math.max(1, requests.length);
}

/** Of every figure by itself; but no code may be missing in any run. */
function medianOf(runs: readonly Sharing[]): Sharing {
	const of = (name: keyof Sharing) => median(runs.map((run) => run[name]));
	return {
		processes: of('processes'),
		orders: of('orders'),
		codes: Math.min(...runs.map((run) => run.codes)),
		refusedFirst: of('refusedFirst'),
		refusedLater: of('refusedLater'),
		refused: of('refused'),
		lists: of('lists'),
		requestsACode: of('requestsACode'),
		used: of('used'),
		lastCodeMs: of('lastCodeMs'),
		delayMs: of('delayMs'),
		lateDelayMs: of('lateDelayMs'),
		violations: Math.max(...runs.map((run) => run.violations)),
	};
}
