// Measurements on the sandbox at the documented limits, in real time: `npm run bench -- waiting`, see `--help`.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import '../support/userFolder.cjs';
import { documentPath } from '../sandbox/vendorSamples/samples.mts';

// n8n-core reads its folder when it is loaded, so all that loads it comes after.
const { realPlace } = await import('./place/realPlace.mts');
const { printContest, printReport } = await import('./print.mts');
const { runAll } = await import('./runAll.mts');
const { fullSizes, quickSizes } = await import('./work/sizes.mts');
const { triggerWork } = await import('./work/trigger.mts');
const { waitingWork } = await import('./work/waiting.mts');

const subjects = new Map([
	['waiting', waitingWork],
	['trigger', triggerWork],
]);
const namesOf = (work: typeof waitingWork) => work.map(({ name }) => name).join(', ');

const help = `npm run bench -- waiting|trigger [--quick] [--only NAME…] [--save FOLDER]

  --quick  tiny sizes, in seconds: only to see that everything works
  --only   some of the work; of waiting: ${namesOf(waitingWork)};
           of trigger: ${namesOf(triggerWork)}
  --save   writes what each sandbox saw into the folder, as NAME.json

Each work has a sandbox of its own, in a process of its own, with the documented limits: 10 requests a second, 300 a
minute, in any second and minute. It is mostly waiting, so four run side by side; all of it takes about a quarter of an
hour. A figure that misses what was aimed at is marked; the exit code is 1 only when codes or cents are lost.
`;

/** Enough to be through in time, few enough to leave the machine idle. */
const atOnce = 4;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true, default: [] },
		save: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});
const [subject, ...moreNames] = positionals;
const only = new Set([...values.only, ...moreNames]);
const isAll = only.size === 0;
const subjectWork = subjects.get(subject ?? '');
const chosen = (subjectWork ?? []).filter(({ name }) => only.delete(name) || isAll);
if (values.help || !subjectWork || only.size > 0) {
	console.log(help);
	process.exitCode = values.help ? 0 : 1;
} else {
	await measureAll();
	// Nothing of a work that was given up goes on.
	process.exit();
}

function recordsOf(name: string): string | undefined {
	if (values.save === undefined) return undefined;
	mkdirSync(values.save, { recursive: true });
	return join(values.save, `${name}.json`);
}

async function measureAll(): Promise<void> {
	const hasDocument = existsSync(documentPath());
	if (!hasDocument) {
		console.log(`The vendor's sample is left out: there is no API document at ${documentPath()}.`);
	}
	const work = chosen.filter((one) => hasDocument || one.name !== 'vendor');
	const sizes = values.quick ? quickSizes : fullSizes;
	const started = performance.now();
	const sinceStart = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`.padStart(6);
	const resolutionMs = 10;
	const delay = monitorEventLoopDelay({ resolution: resolutionMs });
	delay.enable();
	const endings = await runAll(work, {
		placeOf: ({ name }) => realPlace(recordsOf(name)),
		sizes,
		atOnce,
		onStart: ({ name }) => console.log(`${sinceStart()}  ${name}`),
	});
	delay.disable();

	for (const { work: one, report, error } of endings) {
		if (report) printReport(report, !values.quick);
		else console.log(`\n${one.name} was not measured: ${String(error)}`);
		if (!report?.isCorrect) process.exitCode = 1;
	}
	printContest(endings.flatMap(({ report }) => report?.contest ?? []));
	const late = [delay.percentile(50), delay.percentile(99), delay.max].map(
		(ns) => `${Math.max(0, ns / 1e6 - resolutionMs).toFixed(0)} ms`,
	);
	console.log(
		`\n${sinceStart()} in all; timers of this process were late by ${late.join(', ')} (median, 99th percentile, most).`,
	);
}
