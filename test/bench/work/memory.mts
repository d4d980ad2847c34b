import { end, nextMessage, startFile } from '../place/forked.mts';
import { below, plain, seconds, told } from '../record/wording.mts';
import { waitedMs, type WaitingCost } from './waitingMemory.mts';
import type { Workload } from './workload.mts';

const atMostMs = 400_000;

export const memory: Workload = {
	name: 'memory',
	atMostMs,
	load: 'alone',
	async run(_place, { waitingInMemory }) {
		const child = startFile('work/memoryProcess.mts', [String(waitingInMemory)]);
		try {
			const { bytes, cpuMs } = await nextMessage(child, readCost, atMostMs);
			return {
				title: `Memory, ${waitingInMemory} orders that wait`,
				figures: [
					below('bytes for each', Math.round(bytes), 2_000, plain),
					told(`processor time for ${seconds(waitedMs)} of waiting`, cpuMs, seconds),
				],
				isCorrect: bytes > 0,
			};
		} finally {
			await end(child);
		}
	},
};

function readCost(message: unknown): WaitingCost | undefined {
	if (typeof message !== 'object' || message === null) return undefined;
	const { bytes, cpuMs } = message as Partial<WaitingCost>;
	return typeof bytes === 'number' && typeof cpuMs === 'number' ? { bytes, cpuMs } : undefined;
}
