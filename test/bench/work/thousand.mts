import { thisNode } from '../contenders/thisNode.mts';
import { completenessOf, detailsOf, isComplete } from '../record/commonFigures.mts';
import { measure } from '../record/measured.mts';
import { steadyState } from '../record/steadyState.mts';
import { atLeast, atMost, bounded, percent, told } from '../record/wording.mts';
import { onSandbox } from './onSandbox.mts';
import type { Workload } from './workload.mts';

/** More orders than the limits let through in a minute: what counts is what becomes of the requests. */
function thousand(
	name: string,
	includeSmsText: boolean,
	codesAMinute: number,
	bound: number,
): Workload {
	return {
		name,
		atMostMs: 840_000,
		async run(place, { most, smsAfterMs }) {
			const setup = { sms: { default: { delayMs: smsAfterMs } } };
			const work = { items: most, options: { includeSmsText } };
			const { result, records } = await onSandbox(
				place,
				setup,
				async (sandbox) => await thisNode(sandbox, place.node, place.clock, work),
			);
			const byList = !includeSmsText;
			const m = measure(records, { wanted: most, codes: result.codes, byList });
			const steady = steadyState(records, byList);
			const wholeMinutes = m.lastCodeMs / 60_000;
			return {
				title: `${most} orders in one execution, ${includeSmsText ? 'with' : 'without'} the text`,
				figures: [
					...completenessOf(m),
					bounded(
						atLeast('codes a minute, steady', steady.codesAMinute, codesAMinute),
						steady.codesAMinute,
						bound,
					),
					atLeast('allowed requests used, steady', steady.used, 0.95, percent),
					atMost('of them for polling', steady.polling, 0.12, percent),
					told('minutes of steady state', steady.minutes),
					told('codes a minute, from the first request to the last code', m.codes / wholeMinutes),
					told('requests a code', m.requests / m.codes),
					...detailsOf(m),
					...result.failures.map((text) => told('an execution failed', text)),
				],
				isCorrect: isComplete(m),
			};
		},
	};
}

export const thousandWork: Workload[] = [
	thousand('thousand-text', true, 125, 150),
	thousand('thousand-codes', false, 250, 297),
];
