// Measurements on the sandbox at the documented limits, in real time: `npm run bench`, see `--help`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
// n8n-core reads its folder when some work loads it.
import '../support/userFolder.cjs';
import { performancePage } from './report/performancePage.mts';
import { thisMachine } from './report/thisMachine.mts';
import { runAll } from './runAll.mts';
import { openSubjects } from './subjects.mts';
import { fullSizes, quickSizes } from './work/sizes.mts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		write: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const { all, missing, end } = openSubjects(console.log);
const help = `npm run bench -- [NAME…] [--quick] [--write FOLDER]

  NAME     a subject or some of its work, see below; without any all of it, in about half an hour,
           and the results are written into docs/performance.md
  --quick  tiny sizes, in a minute or two: only to see that everything works
  --write  writes the page and its picture into this folder, whatever was measured

${all.map(({ name, work }) => `${name}:\n  ${work.map((one) => one.name).join(', ')}`).join('\n')}

Each work has a sandbox of its own, in a process of its own, with the documented limits: 10 requests a second, 300 a
minute, in any second and minute. It is mostly waiting, so some run side by side. The exit code is 1 only when this node
loses codes or cents. Real n8n is installed into a cache folder the first time.
`;

const known = all.flatMap(({ name, work }) => [name, ...work.map((one) => one.name)]);
if (values.help || positionals.some((name) => !known.includes(name))) {
	console.log(help);
	process.exitCode = values.help ? 0 : 1;
} else {
	await measureAll();
	await end();
	// Nothing of a work that was given up goes on.
	process.exit();
}

async function measureAll(): Promise<void> {
	const isWhole = positionals.length === 0;
	const chosen = all.flatMap(({ name: subject, work }) =>
		work.filter(({ name }) => isWhole || [subject, name].some((one) => positionals.includes(one))),
	);
	const started = performance.now();
	const sizes = values.quick ? quickSizes : fullSizes;
	const endings = await runAll(chosen, sizes, ({ name }) => {
		const seconds = ((performance.now() - started) / 1_000).toFixed(0);
		console.log(`${seconds.padStart(5)} s  ${name}`);
	});
	for (const { work, report, error } of endings) {
		if (report?.isCorrect) continue;
		process.exitCode = 1;
		console.error(`${work.name} went wrong:`, error ?? report);
	}

	const page = performancePage({ machine: thisMachine(), subjects: all, endings, missing });
	const folder = values.write ?? (isWhole && !values.quick ? docs : undefined);
	console.log(`\n${page}`);
	if (folder === undefined) return;
	const pictures = endings.map(({ report }) => report?.pictures ?? {});
	const files = { 'performance.md': page, ...Object.assign({}, ...pictures) };
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries<string>(files)) {
		writeFileSync(join(folder, name), text);
	}
	console.log(`Written into ${folder}`);
}
