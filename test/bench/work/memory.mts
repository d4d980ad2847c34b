import { runJob } from '../growth/growth.mts';
import { waitedMs } from '../growth/waitingMemory.mts';
import { aimed, seconds, told } from '../record/figures.mts';
import type { Workload } from './workload.mts';

export const memory: Workload = {
	name: 'memory',
	atMostMs: 400_000,
	load: 'alone',
	async run(_place, { waitingInMemory: count }) {
		const { bytes, cpuMs } = await runJob('costOfWaiting', { count });
		return {
			title: `Memory, ${count} orders that wait`,
			figures: [
				aimed('bytes for each', Math.round(bytes), '<', 2_000),
				told(`processor time for ${seconds(waitedMs)} of waiting`, cpuMs, seconds),
			],
			isCorrect: bytes > 0,
		};
	},
};
