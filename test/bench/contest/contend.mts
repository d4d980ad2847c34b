import type { Job } from '../contenders/job.mts';
import type { Place, Records } from '../place/place.mts';
import { measure, type Measured } from '../record/measured.mts';
import type { Sizes } from '../work/sizes.mts';
import type { Contender } from './contenders.mts';
import type { Scenario } from './scenario.mts';

/** What a contender made of a job. */
type Done = {
	measured: Measured;
	records: Records;
	/** From the SMS to the next node; rising. */
	handedOnMs: number[];
};

/** The work on a sandbox of its own, which is closed whatever comes of it. */
export async function contend(
	{ run }: Contender,
	job: Job,
	place: Place,
	sizes: Sizes,
	disturb: Scenario['disturb'],
): Promise<Done> {
	const setup = { seed: 11, sms: { default: { delayMs: sizes.smsAfterMs } } };
	const sandbox = await place.sandbox(setup);
	try {
		const [outcome] = await Promise.all([
			run(sandbox, job, place),
			disturb?.(sandbox, sizes, place.clock),
		]);
		const records = await sandbox.records();
		const handedOnMs = records.orders.flatMap(({ orderId, receivedAtMs }) => {
			const leftMs = outcome.handedOnMs.get(orderId);
			return receivedAtMs === null || leftMs === undefined ? [] : [leftMs - receivedAtMs];
		});
		handedOnMs.sort((a, b) => a - b);
		const work = { wanted: job.orders, codes: outcome.codes };
		return { measured: measure(records, work), records, handedOnMs };
	} finally {
		await sandbox.close();
	}
}
