import { httpRequestLoop, loopStyles, type LoopStyle } from '../contenders/httpRequestLoop.mts';
import { runVendorSamples } from '../contenders/vendorSample.mts';
import { detailsOf, requestsACode } from '../record/commonFigures.mts';
import { measure, quantile, type Measured } from '../record/measured.mts';
import { seconds, told } from '../record/wording.mts';
import { handOver, onSandbox } from './onSandbox.mts';
import type { Figure, Workload } from './workload.mts';

export const vendorSamples: Workload = {
	name: 'vendor',
	atMostMs: 400_000,
	// Twenty processes start at once.
	isBusy: true,
	async run(place, { few, smsAfterMs }) {
		const setup = { sms: { default: { delayMs: smsAfterMs } } };
		const { result: codes, records } = await onSandbox(
			place,
			setup,
			async (sandbox) => await runVendorSamples(sandbox, few),
		);
		const measured = measure(records, { wanted: few, codes });
		return {
			title: `Baseline: the vendor's Node.js sample, ${few} at once`,
			figures: baselineFigures(measured, []),
			contest: { contender: "vendor's sample", orders: few, measured, handedOnMs: [] },
			isCorrect: measured.violations.length === 0,
		};
	},
};

export function loopOf(style: LoopStyle, size: 'few' | 'many'): Workload {
	const { title } = loopStyles[style];
	return {
		name: `loop-${style}`,
		atMostMs: 700_000,
		async run(place, { [size]: count, smsAfterMs }) {
			const setup = { sms: { default: { delayMs: smsAfterMs } } };
			const { result, records } = await onSandbox(
				place,
				setup,
				async (sandbox) => await httpRequestLoop(sandbox, place.clock, count, style),
			);
			const measured = measure(records, { wanted: count, codes: result.codes });
			const handedOnMs = handOver(records, result.handedOnMs);
			return {
				title: `Baseline: HTTP Request + Wait + IF, ${title}, ${count} orders`,
				figures: baselineFigures(measured, handedOnMs),
				contest: { contender: `loop, ${title}`, orders: count, measured, handedOnMs },
				isCorrect: measured.violations.length === 0,
			};
		},
	};
}

function baselineFigures(m: Measured, handedOnMs: number[]): Figure[] {
	return [
		told('codes', `${m.codes} of ${m.wanted}`),
		told('answers 429', m.refused),
		told('requests a code', requestsACode(m)),
		told('SMS to next node, median', quantile(handedOnMs, 0.5), seconds),
		...detailsOf(m),
	];
}
