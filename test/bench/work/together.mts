import { thisNode, type NodeWork } from '../contenders/thisNode.mts';
import {
	completenessOf,
	detailsOf,
	isComplete,
	quicknessOf,
	requestsACode,
} from '../record/commonFigures.mts';
import { measure, quantile } from '../record/measured.mts';
import { atMost, bounded, seconds, told } from '../record/wording.mts';
import { handOver, onSandbox } from './onSandbox.mts';
import type { Sizes } from './sizes.mts';
import type { Workload } from './workload.mts';

/** Many orders that start together; with text, no code can have fewer than two requests. */
function together(name: string, title: string, workOf: (sizes: Sizes) => NodeWork): Workload {
	return {
		name,
		atMostMs: 400_000,
		async run(place, sizes) {
			const work = workOf(sizes);
			const wanted = work.items * (work.executions ?? 1);
			// A list costs the same for twenty orders, so that each of them has more of it.
			const isAHundred = wanted === sizes.many;
			const setup = { sms: { default: { delayMs: sizes.smsAfterMs } } };
			const { result, records } = await onSandbox(
				place,
				setup,
				async (sandbox) => await thisNode(sandbox, place.node, place.clock, work),
			);
			const measured = measure(records, { wanted, codes: result.codes });
			const handedOnMs = handOver(records, result.endedMs);
			return {
				title: `${wanted} orders, ${title}`,
				figures: [
					...completenessOf(measured),
					bounded(
						isAHundred
							? atMost('requests a code', requestsACode(measured), 2.3)
							: told('requests a code', requestsACode(measured)),
						requestsACode(measured),
						2,
					),
					...quicknessOf(measured),
					told('SMS to next node, median', quantile(handedOnMs, 0.5), seconds),
					...detailsOf(measured),
					...result.failures.map((text) => told('an execution failed', text)),
				],
				isCorrect: isComplete(measured),
			};
		},
	};
}

export const togetherWork: Workload[] = [
	together('few', 'one execution', ({ few }) => ({ items: few })),
	together('hundred', 'one execution', ({ many }) => ({ items: many })),
	together('executions', 'an execution each', ({ many }) => ({ items: 1, executions: many })),
];
