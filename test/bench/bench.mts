// Measurements on the sandbox at the documented limits, in real time: `npm run bench`, see `--help`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import '../support/userFolder.cjs';
import type { Workload } from './work/workload.mts';

// n8n-core reads its folder when it is loaded, so all that loads it comes after.
const { realPlace } = await import('./place/realPlace.mts');
const { printContest, printReport } = await import('./print.mts');
const { writePerformance } = await import('./report/performance.mts');
const { runAll } = await import('./runAll.mts');
const { openSubjects } = await import('./subjects.mts');
const { fullSizes, quickSizes } = await import('./work/sizes.mts');

const docs = join(import.meta.dirname, '..', '..', 'docs');

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		'without-n8n': { type: 'boolean', default: false },
		save: { type: 'string' },
		write: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const subjects = openSubjects(console.log, !values['without-n8n']);
const help = `npm run bench -- [NAME…] [--quick] [--without-n8n] [--write FOLDER] [--save FOLDER]

  NAME           a subject or some of its work, see below; without any all of it, in about
                 half an hour, and the results are written into docs/performance.md
  --quick        tiny sizes, in a minute or two: only to see that everything works
  --without-n8n  leaves out what runs in real n8n, which is installed into a cache folder the first time
  --write        writes the page into this folder, whatever was measured
  --save         writes what each sandbox saw into the folder, as NAME.json

${subjects.all.map(({ name, work }) => `${name}:\n  ${work.map((one) => one.name).join(', ')}`).join('\n')}

Each work has a sandbox of its own, in a process of its own, with the documented limits: 10 requests a second, 300 a
minute, in any second and minute. It is mostly waiting, so some run side by side. A figure that misses what was aimed at
is marked; the exit code is 1 only when this node loses codes or cents.
`;

/** Enough to be through in time, few enough to leave the machine idle. */
const atOnce = 8;

const wanted = new Set(positionals);
const chosen = subjects.all.map((subject) => ({
	...subject,
	work: wanted.has(subject.name)
		? subject.work
		: subject.work.filter(({ name }) => wanted.size === 0 || wanted.has(name)),
}));
const known = new Set(
	subjects.all.flatMap(({ name, work }) => [name, ...work.map((one) => one.name)]),
);
if (values.help || positionals.some((name) => !known.has(name))) {
	console.log(help);
	process.exitCode = values.help ? 0 : 1;
} else {
	await measureAll();
	await subjects.end();
	// Nothing of a work that was given up goes on.
	process.exit();
}

function recordsOf({ name }: Workload): string | undefined {
	if (values.save === undefined) return undefined;
	mkdirSync(values.save, { recursive: true });
	return join(values.save, `${name}.json`);
}

async function measureAll(): Promise<void> {
	for (const line of subjects.missing) console.log(`Left out: ${line}`);
	const started = performance.now();
	const sinceStart = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`.padStart(6);
	const resolutionMs = 10;
	const delay = monitorEventLoopDelay({ resolution: resolutionMs });
	delay.enable();
	const work = chosen.flatMap((subject) => subject.work);
	const endings = await runAll(work, {
		placeOf: (one) => realPlace(recordsOf(one)),
		sizes: values.quick ? quickSizes : fullSizes,
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
	const isWhole = positionals.length === 0 && !values.quick;
	const folder = values.write ?? (isWhole ? docs : undefined);
	if (folder === undefined) return;
	writePerformance(folder, {
		subjects: chosen.filter(({ work: some }) => some.length > 0),
		endings,
		missing: subjects.missing,
	});
	console.log(`Written into ${folder}`);
}
