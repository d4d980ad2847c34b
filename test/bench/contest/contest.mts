import { detailsOf, isComplete, told } from '../record/figures.mts';
import { contend } from '../work/onSandbox.mts';
import type { Report, Workload } from '../work/workload.mts';
import type { Contender } from './contenders.mts';
import type { Scenario } from './scenario.mts';

/** Each contender on each piece of work, on a sandbox of its own. */
export function contestWork(
	scenarios: readonly Scenario[],
	contenders: readonly Contender[],
): Workload[] {
	return scenarios.flatMap((scenario) =>
		contenders.map((contender) => workloadOf(scenario, contender)),
	);
}

function workloadOf(scenario: Scenario, contender: Contender): Workload {
	const title = `${scenario.title}: ${contender.title}`;
	return {
		name: `${scenario.name}-${contender.name}`,
		atMostMs: scenario.atMostMs,
		...(contender.load && { load: contender.load }),
		async run(place, sizes): Promise<Report> {
			const job = scenario.jobOf(sizes);
			const why = contender.leftOut?.(job);
			if (why !== undefined) {
				return { title, figures: [told('left out', why)], isCorrect: true };
			}
			const done = await contend(contender, job, place, sizes, scenario.disturb);
			const { measured, records, failures, handedOnMs } = done;
			// Also those whose SMS is yet to come when the work has ended already, in vain.
			const sent = records.orders.filter(
				({ smsAtMs, phase }) => smsAtMs !== null && phase !== 'cancelled',
			).length;
			return {
				title,
				figures: detailsOf(measured, failures),
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
