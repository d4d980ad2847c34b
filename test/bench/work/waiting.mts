import { loopOf, vendorSamples } from './baselines.mts';
import { memory } from './memory.mts';
import { never } from './never.mts';
import { processWork } from './processes.mts';
import { thousandWork } from './thousand.mts';
import { togetherWork } from './together.mts';
import type { Workload } from './workload.mts';

/** What was promised of waiting, and what people do without this node; in the order of the report. */
export const waitingWork: Workload[] = [
	vendorSamples,
	loopOf('plain', 'few'),
	loopOf('tenASecond', 'many'),
	loopOf('careful', 'many'),
	...togetherWork,
	never,
	...thousandWork,
	...processWork,
	memory,
];

/** Mostly idle work that takes long goes first, so that the rest can run beside it. */
export function longestFirst(work: readonly Workload[]): Workload[] {
	return [...work].sort((a, b) => b.atMostMs - a.atMostMs);
}
