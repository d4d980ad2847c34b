import { handOver, onSandbox } from '../work/onSandbox.mts';
import type { Report, Workload } from '../work/workload.mts';
import { detailsOf, isComplete, told } from '../record/figures.mts';
import { measure } from '../record/measured.mts';
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
	const name = `${scenario.name}-${contender.name}`;
	const title = `${scenario.title}: ${contender.title}`;
	return {
		name,
		atMostMs: scenario.atMostMs,
		...(contender.load && { load: contender.load }),
		async run(place, sizes): Promise<Report> {
			const job = scenario.jobOf(sizes);
			const why = contender.leftOut?.(job);
			if (why !== undefined) {
				return { title, figures: [told('left out', why)], isCorrect: true };
			}
			const setup = { sms: { default: { delayMs: sizes.smsAfterMs } } };
			const { result, records } = await onSandbox(place, setup, async (sandbox) => {
				const [outcome] = await Promise.all([
					contender.run(sandbox, job, place),
					scenario.disturb?.(sandbox, sizes, place.clock),
				]);
				return outcome;
			});
			const measured = measure(records, { wanted: job.orders, codes: result.codes });
			// Also those whose SMS is yet to come when the work has ended already, in vain.
			const sent = records.orders.filter(
				({ smsAtMs, phase }) => smsAtMs !== null && phase !== 'cancelled',
			).length;
			return {
				title,
				figures: detailsOf(measured, result.failures),
				contest: {
					scenario: scenario.title,
					note: scenario.note,
					contender: contender.title,
					isOurs: contender.isOurs ?? false,
					measured,
					lost: Math.max(0, sent - result.codes),
					handedOnMs: handOver(records, result.handedOnMs),
				},
				isCorrect: contender.isOurs ? isComplete(measured) : measured.violations.length === 0,
			};
		},
	};
}
