import { runProcesses } from '../contenders/nodeProcesses.mts';
import type { Records } from '../place/place.mts';
import { completenessOf, detailsOf, isComplete, quicknessOf } from '../record/commonFigures.mts';
import { measure } from '../record/measured.mts';
import { below, percent, told } from '../record/wording.mts';
import { onSandbox } from './onSandbox.mts';
import type { Sizes } from './sizes.mts';
import type { Workload } from './workload.mts';

const processCount = 3;

/** n8n's workers share no memory: each process has its own limiter and watcher, and one key is behind them all. */
function processes(name: string, ordersOf: (sizes: Sizes) => number, atMostMs: number): Workload {
	return {
		name,
		atMostMs,
		async run(place, sizes) {
			const items = ordersOf(sizes);
			const setup = { sms: { default: { delayMs: sizes.smsAfterMs } } };
			const { result, records } = await onSandbox(
				place,
				setup,
				async (sandbox) => await runProcesses(sandbox, items, processCount),
			);
			const m = measure(records, { wanted: processCount * items, codes: result.codes });
			const [all, refusedMark] = completenessOf(m);
			const late = afterFirstMinute(records);
			return {
				title: `${processCount} processes, one key, ${items} orders each`,
				figures: [
					...(all ? [all] : []),
					below('answers 429 after the first minute', late.refused / late.all, 0.02, percent),
					told('  in numbers', `${late.refused} of ${late.all}`),
					told('answers 429 in all', refusedMark?.value ?? ''),
					told('answers 429 by minute', byMinute(records)),
					told('requests a code', m.requests / m.codes),
					...quicknessOf(m).map(({ name: what, value }) => told(what, value)),
					...detailsOf(m),
					...result.failures.map((text) => told('failed', text)),
				],
				isCorrect: isComplete(m),
			};
		},
	};
}

export const processWork: Workload[] = [
	processes('processes', ({ perProcess }) => perProcess, 400_000),
	processes('processes-busy', ({ perBusyProcess }) => perBusyProcess, 840_000),
];

function afterFirstMinute({ requests }: Records): { all: number; refused: number } {
	const fromMs = (requests[0]?.atMs ?? 0) + 60_000;
	const late = requests.filter((one) => one.atMs > fromMs);
	return {
		all: Math.max(1, late.length),
		refused: late.filter((one) => one.status === 429).length,
	};
}

function byMinute({ requests }: Records): string {
	const startMs = requests[0]?.atMs ?? 0;
	const counts: Array<{ all: number; refused: number }> = [];
	for (const { atMs, status } of requests) {
		const count = (counts[Math.floor((atMs - startMs) / 60_000)] ??= { all: 0, refused: 0 });
		count.all += 1;
		if (status === 429) count.refused += 1;
	}
	return Array.from(counts, (one) => (one ? `${one.refused} of ${one.all}` : '0')).join(', ');
}
