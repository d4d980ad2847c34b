import { memory } from './memory.mts';
import { never } from './never.mts';
import { processWork } from './processes.mts';
import { thousandWork } from './thousand.mts';
import { togetherWork } from './together.mts';
import type { Workload } from './workload.mts';

/** What was promised of waiting, in the order of the report. */
export const waitingWork: Workload[] = [
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
