import type { Job } from '../contenders/job.mts';
import type { Place } from '../place/place.mts';
import { measure } from '../record/measured.mts';
import type { Sizes } from '../work/sizes.mts';
import type { Workload } from '../work/workload.mts';
import type { Contender } from './contenders.mts';
import type { Scenario } from './scenario.mts';

/** Each contender on each piece of work, on a sandbox of its own. */
export function contestWork(
	scenarios: readonly Scenario[],
	contenders: readonly Contender[],
): Workload[] {
	return scenarios.flatMap((scenario) =>
		contenders
			.filter(({ name }) => name !== scenario.without)
			.map((contender) => workloadOf(scenario, contender)),
	);
}

function workloadOf(scenario: Scenario, contender: Contender): Workload {
	return {
		name: `${scenario.name}-${contender.name}`,
		atMostMs: scenario.atMostMs,
		...(contender.load && { load: contender.load }),
		async run(place, sizes) {
			const job = scenario.jobOf(sizes);
			const done = await contend(contender, job, place, sizes, scenario.disturb);
			const { measured, records, handedOnMs } = done;
			const addsUp = measured.violations.length === 0;
			// Also those whose SMS is yet to come when the work has ended already, in vain.
			const sent = records.orders.filter(
				({ smsAtMs, phase }) => smsAtMs !== null && phase !== 'cancelled',
			).length;
			return {
				contest: {
					scenario: scenario.title,
					note: scenario.note,
					contender: contender.title,
					isOurs: contender.isOurs ?? false,
					measured,
					lost: Math.max(0, sent - measured.codes),
					handedOnMs,
				},
				isCorrect: addsUp && (!contender.isOurs || measured.codes === measured.wanted),
			};
		},
	};
}

/** The work on a sandbox of its own, which is closed whatever comes of it. */
async function contend(
	{ run }: Contender,
	job: Job,
	place: Place,
	sizes: Sizes,
	disturb: Scenario['disturb'],
) {
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
