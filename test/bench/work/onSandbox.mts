import type { Job } from '../contenders/job.mts';
import type { Contender } from '../contest/contenders.mts';
import type { Scenario } from '../contest/scenario.mts';
import type { BenchSandbox, Place, Records, SandboxSetup } from '../place/place.mts';
import { measure, type Measured } from '../record/measured.mts';
import type { Sizes } from './sizes.mts';

/** The work on a sandbox of its own, which is closed whatever comes of it. */
export async function onSandbox<T>(
	place: Place,
	setup: SandboxSetup,
	work: (sandbox: BenchSandbox) => Promise<T>,
): Promise<{ result: T; records: Records }> {
	const sandbox = await place.sandbox({ seed: 11, ...setup });
	try {
		const result = await work(sandbox);
		return { result, records: await sandbox.records() };
	} finally {
		await sandbox.close();
	}
}

/** What a contender made of a job. */
export type Done = {
	measured: Measured;
	records: Records;
	failures: readonly string[];
	/** From the SMS to the next node; rising. */
	handedOnMs: number[];
};

export async function contend(
	{ run }: Contender,
	job: Job,
	place: Place,
	sizes: Sizes,
	disturb?: Scenario['disturb'],
): Promise<Done> {
	const setup = { sms: { default: { delayMs: sizes.smsAfterMs } } };
	const { result, records } = await onSandbox(place, setup, async (sandbox) => {
		const [outcome] = await Promise.all([
			run(sandbox, job, place),
			disturb?.(sandbox, sizes, place.clock),
		]);
		return outcome;
	});
	const { codes, failures } = result;
	const handedOnMs = records.orders.flatMap(({ orderId, receivedAtMs }) => {
		const leftMs = result.handedOnMs.get(orderId);
		return receivedAtMs === null || leftMs === undefined ? [] : [leftMs - receivedAtMs];
	});
	handedOnMs.sort((a, b) => a - b);
	const work = { wanted: job.orders, codes, byList: job.withText === false };
	return { measured: measure(records, work), records, failures, handedOnMs };
}
