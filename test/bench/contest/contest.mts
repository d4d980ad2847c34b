import { isComplete } from '../record/figures.mts';
import type { Workload } from '../work/workload.mts';
import { contend } from './contend.mts';
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
				isCorrect: contender.isOurs ? isComplete(measured) : measured.violations.length === 0,
			};
		},
	};
}
