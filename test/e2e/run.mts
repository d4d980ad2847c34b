// The package in real n8n, as people install it: `npm run test:e2e`, see `--help`. The first time n8n itself is
// installed, into a cache folder outside the checkout.
import { parseArgs } from 'node:util';
import { installN8n } from '../n8n/install.mts';
import { allVersions, type N8nVersion } from '../n8n/versions.mts';
import type { Check, Suite } from './suite.mts';
import { benchSuite } from './suites/bench.mts';
import { demoSuite } from './suites/demo.mts';
import { editorSuite } from './suites/editor.mts';
import { nodesSuite } from './suites/nodes.mts';
import { phoneSuite } from './suites/phone.mts';
import { queueSuite } from './suites/queue.mts';
import { runWorkflowSuite } from './suites/runWorkflow.mts';
import { scannerSuite } from './suites/scanner.mts';
import { startSuite } from './suites/start.mts';
import { durableTriggerSuite, triggerSuite } from './suites/trigger.mts';

/** A suite, on the version of n8n that it wants. */
type Job = {
	title: string;
	isIdle: boolean;
	version?: N8nVersion;
	run: (check: Check) => Promise<void>;
};

/** What takes longest comes first, so that nothing waits for it at the end. */
const suites: readonly Suite[] = [
	durableTriggerSuite,
	triggerSuite,
	startSuite,
	queueSuite,
	nodesSuite,
	editorSuite,
	benchSuite,
	runWorkflowSuite,
	scannerSuite,
	phoneSuite,
	demoSuite,
];

const help = `npm run test:e2e -- [--suite NAME]… [--n8n VERSION]… [--without-n8n]

  suites      ${suites.map((suite) => suite.name).join(', ')}
  without n8n ${suites.flatMap((suite) => (suite.versions === 'none' ? [suite.name] : [])).join(', ')}
  versions    ${allVersions.map((version) => version.n8n).join(', ')}

Two suites run side by side, and beside them two that mostly wait.
`;

const say = (line: string) => console.log(line);
let passed = 0;
/** Told where they happen, and once more at the end: a log is often kept by its end only. */
const failures: string[] = [];

async function main(): Promise<void> {
	const several = { type: 'string', multiple: true, default: [] as string[] } as const;
	const flag = { type: 'boolean', default: false } as const;
	const options = { suite: several, n8n: several, 'without-n8n': flag, help: flag };
	const { values } = parseArgs({ options });
	if (values.help) return say(help);

	const isNamed = (names: string[], name: string) => names.length === 0 || names.includes(name);
	const wantedVersions = values['without-n8n']
		? []
		: allVersions.filter(({ n8n }) => isNamed(values.n8n, n8n));
	// Naming a version alone asks for that version only, not for the suites that need none.
	const alone = values.n8n.length === 0 || values.suite.length > 0;
	const named = suites.filter(({ name }) => isNamed(values.suite, name));
	// What needs no n8n runs while n8n is installed; older versions are installed sooner.
	const jobs = [
		...(alone ? named.flatMap(withoutN8n) : []),
		...wantedVersions
			.toReversed()
			.flatMap((version) => named.flatMap((suite) => jobsOn(version, suite))),
	];
	if (jobs.length === 0) throw new Error(`Nothing to run.\n\n${help}`);

	for (const version of new Set(jobs.map(({ version }) => version)))
		if (version) installN8n(version, say).catch(() => undefined);
	const lane = async (queue: Job[]) => {
		for (let job = queue.shift(); job; job = queue.shift()) await runJob(job);
	};
	const idle = jobs.filter(({ isIdle }) => isIdle);
	const busy = jobs.filter(({ isIdle }) => !isIdle);
	await Promise.all([idle, idle, busy, busy].map(lane));
	for (const failure of failures) say(failure);
	say(`${passed} passed, ${failures.length} failed`);
	if (failures.length > 0) process.exitCode = 1;
}

function withoutN8n(suite: Suite): Job[] {
	const { name, isIdle = false } = suite;
	return suite.versions === 'none' ? [{ title: name, isIdle, run: suite.run }] : [];
}

function jobsOn(version: N8nVersion, suite: Suite): Job[] {
	const { name, isIdle = false } = suite;
	if (suite.versions === 'none' || !suite.versions.includes(version)) return [];
	const { run } = suite;
	const title = `${name}, n8n ${version.n8n}`;
	return [{ title, isIdle, version, run: async (check) => await run(version, check) }];
}

async function runJob({ title, version, run }: Job): Promise<void> {
	const startMs = performance.now();
	const since = (ms: number) => `(${((performance.now() - ms) / 1_000).toFixed(1)} s)`;
	const fail = (what: string, error: unknown) => {
		const { message, cause } = error instanceof Error ? error : new Error(String(error));
		const words = cause instanceof Error ? `${message}: ${cause.message}` : message;
		const failure = `[${title}] FAILED  ${what}\n    ${words}`;
		failures.push(failure);
		say(failure);
	};
	const check: Check = async (what, work) => {
		const checkStartMs = performance.now();
		try {
			await work();
			passed += 1;
			say(`[${title}] passed  ${what} ${since(checkStartMs)}`);
		} catch (error) {
			fail(`${what} ${since(checkStartMs)}`, error);
		}
	};
	try {
		if (version) await installN8n(version, say);
		await run(check);
	} catch (error) {
		fail('the suite did not come to its end', error);
	}
	say(`[${title}] ended after ${since(startMs)}`);
}

await main();
