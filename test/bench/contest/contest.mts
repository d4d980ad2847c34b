import { startSandboxProcess } from '../place/place.mts';
import { measure } from '../record/measured.mts';
import type { Workload } from '../work/workload.mts';
import type { Contender } from './contenders.mts';
import type { Scenario } from './scenario.mts';

/** Each contender on each piece of work. */
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

/** On a sandbox of its own, which is closed whatever comes of it. */
function workloadOf(scenario: Scenario, contender: Contender): Workload {
	return {
		name: `${scenario.name}-${contender.name}`,
		atMostMs: scenario.atMostMs,
		...(contender.load && { load: contender.load }),
		async run(sizes) {
			const job = scenario.jobOf(sizes);
			const setup = { seed: 11, sms: { default: { delayMs: sizes.smsAfterMs } } };
			await using sandbox = await startSandboxProcess(setup);
			const [outcome] = await Promise.all([
				contender.run(sandbox, job),
				scenario.disturb?.(sandbox, sizes),
			]);
			const records = await sandbox.records();
			const { codes } = outcome;
			const measured = measure(records, { wanted: job.orders, codes });
			const handedOnMs = records.orders.flatMap(({ orderId, receivedAtMs }) => {
				const leftMs = outcome.handedOnMs.get(orderId);
				return receivedAtMs === null || leftMs === undefined ? [] : [leftMs - receivedAtMs];
			});
			// Also those whose SMS is yet to come when the work has ended already, in vain.
			const sent = records.orders.filter(
				({ smsAtMs, phase }) => smsAtMs !== null && phase !== 'cancelled',
			).length;
			const addsUp = records.violations.length === 0;
			return {
				contest: {
					scenario: scenario.title,
					note: scenario.note,
					contender: contender.title,
					isOurs: contender.isOurs ?? false,
					measured,
					lost: Math.max(0, sent - codes),
					handedOnMs: handedOnMs.sort((a, b) => a - b),
				},
				isCorrect: addsUp && (!contender.isOurs || codes === job.orders),
			};
		},
	};
}
