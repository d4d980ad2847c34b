import type { Job } from '../contenders/job.mts';
import { engine } from '../contest/contenders.mts';
import { memory } from '../growth/memory.mts';
import {
	aimed,
	codesOf,
	detailsOf,
	isComplete,
	noneRefused,
	percent,
	plain,
	quicknessOf,
	seconds,
	told,
} from '../record/figures.mts';
import { quantile, refusedByMinute, sumOf } from '../record/measured.mts';
import { steadyState } from '../record/steadyState.mts';
import { never } from './never.mts';
import { contend, type Done } from './onSandbox.mts';
import type { Sizes } from './sizes.mts';
import type { Figure, Workload } from './workload.mts';

type Orders = {
	name: string;
	titleOf: (job: Job) => string;
	jobOf: (sizes: Sizes) => Job;
	atMostMs: number;
	/** What is told before the details. */
	figuresOf: (done: Done) => Figure[];
};

/** Orders that all want a code at the same moment. */
function orders({ name, titleOf, jobOf, atMostMs, figuresOf }: Orders): Workload {
	return {
		name,
		atMostMs,
		async run(place, sizes) {
			const job = jobOf(sizes);
			const done = await contend(engine, job, place, sizes);
			return {
				title: titleOf(job),
				figures: [...figuresOf(done), ...detailsOf(done.measured, done.failures)],
				isCorrect: isComplete(done.measured),
			};
		},
	};
}

/** With text, no code can have fewer than two requests. */
const hundred = orders({
	name: 'hundred',
	titleOf: (job) => `${job.orders} orders, one execution`,
	jobOf: ({ many }) => ({ orders: many }),
	atMostMs: 400_000,
	figuresOf({ measured: m, handedOnMs }) {
		return [
			codesOf(m),
			noneRefused(m),
			{ ...aimed('requests a code', m.requests / m.codes, '<=', 2.3), bound: '2' },
			...quicknessOf(m),
			told('SMS to next node, median', quantile(handedOnMs, 0.5), seconds),
		];
	},
});

/** More orders than the limits let through in a minute: what counts is what becomes of the requests. */
function thousand(name: string, withText: boolean, aim: number, bound: number): Workload {
	return orders({
		...{ name, jobOf: ({ most }) => ({ orders: most, withText }), atMostMs: 840_000 },
		titleOf: (job) =>
			`${job.orders} orders in one execution, ${withText ? 'with' : 'without'} the text`,
		figuresOf({ measured: m, records }) {
			const { codesAMinute, used, polling, minutes } = steadyState(records, !withText);
			return [
				codesOf(m),
				noneRefused(m),
				{ ...aimed('codes a minute, steady', codesAMinute, '>=', aim), bound: plain(bound) },
				aimed('allowed requests used, steady', used, '>=', 0.95, percent),
				aimed('of them for polling', polling, '<=', 0.12, percent),
				told('minutes of steady state', minutes),
				told(
					'codes a minute, from the first request to the last code',
					m.codes / (m.lastCodeMs / 60_000),
				),
				told('requests a code', m.requests / m.codes),
			];
		},
	});
}

/** n8n's workers share no memory: each process has its own limiter and watcher, and one key is behind them all. */
const processes = orders({
	name: 'processes-busy',
	titleOf: ({ orders: all, processes: count = 1 }) =>
		`${count} processes, one key, ${all / count} orders each`,
	jobOf: ({ busyProcesses: count, perBusyProcess }) => ({
		...{ orders: count * perBusyProcess, executions: count, processes: count },
	}),
	atMostMs: 840_000,
	figuresOf({ measured: m, records }) {
		const minutes = refusedByMinute(records);
		const late = sumOf(minutes.slice(1));
		const told429 = minutes.map((one) => `${one.refused} of ${one.all}`).join(', ');
		return [
			codesOf(m),
			aimed('answers 429 after the first minute', late.part, '<', 0.02, percent),
			told('  in numbers', `${late.refused} of ${late.all}`),
			told('answers 429 in all', m.refused),
			told('answers 429 by minute', told429),
			told('requests a code', m.requests / m.codes),
			...quicknessOf(m).map(({ name: what, value }) => told(what, value)),
		];
	},
});

/** What was promised of waiting, in the order of the report; the contest has all other work of this kind. */
export const waitingWork: Workload[] = [
	hundred,
	never,
	thousand('thousand-text', true, 125, 150),
	thousand('thousand-codes', false, 250, 297),
	processes,
	memory,
];
