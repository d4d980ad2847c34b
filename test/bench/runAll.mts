import { setTimeout as sleep } from 'node:timers/promises';
import type { Sizes } from './work/sizes.mts';
import type { Report, Workload } from './work/workload.mts';

export type Ending = { work: Workload; report?: Report; error?: unknown };

/** Enough to be through in time, few enough to leave the machine idle: they mostly wait. */
const atOnce = 8;

/** Runs all work, each on a sandbox of its own; first what keeps the machine busy, then the rest. */
export async function runAll(
	work: readonly Workload[],
	sizes: Sizes,
	onStart: (work: Workload) => void,
): Promise<Ending[]> {
	const endings = new Map<Workload, Ending>();
	const runSome = async (load: Workload['load'], lanes: number) => {
		const some = work.filter((one) => one.load === load);
		// What takes long goes first, so that the rest can run beside it.
		const queue = some.sort((a, b) => b.atMostMs - a.atMostMs);
		const lane = async () => {
			for (let next = queue.shift(); next; next = queue.shift()) {
				onStart(next);
				endings.set(next, await runOne(next, sizes));
			}
		};
		await Promise.all(Array.from({ length: lanes }, lane));
	};
	await runSome('alone', 1);
	await runSome('busy', atOnce);
	await runSome(undefined, atOnce);
	return work.flatMap((one) => endings.get(one) ?? []);
}

async function runOne(work: Workload, sizes: Sizes): Promise<Ending> {
	const patience = new AbortController();
	const timeOut = sleep(work.atMostMs, undefined, { signal: patience.signal }).then(() => {
		throw new Error(`given up after ${work.atMostMs / 1_000} s`);
	});
	timeOut.catch(() => undefined);
	try {
		return { work, report: await Promise.race([work.run(sizes), timeOut]) };
	} catch (error) {
		return { work, error };
	} finally {
		patience.abort();
	}
}
