// Measurements on the sandbox at the documented limits, in real time: `npm run bench -- waiting`, see `--help`.
import { parseArgs } from 'node:util';
import '../support/userFolder.cjs';
import type { Figure } from './figures.mts';

const help = `npm run bench -- waiting [--quick] [--only TEXT]

  --quick      tiny sizes, to see that it works
  --only TEXT  only work whose name holds this text

All work runs side by side, each on a sandbox of its own; it takes as long as the longest, about ten minutes.
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || positionals[0] !== 'waiting') return console.log(help);

	const { fullSizes, quickSizes, workloads } = await import('./waiting.mts');
	const sizes = values.quick ? quickSizes : fullSizes;
	const chosen = workloads.filter((work) => work.name.includes(values.only));
	// The measure of memory must be alone in the process.
	const [memory, ...others] = chosen.map((work) => async () => await work.run(sizes));
	const first = memory ? await memory() : [];
	const rest = await Promise.all(others.map(async (run) => await run()));
	print([...first, ...rest.flat()]);
}

function print(figures: Figure[]): void {
	const wide = (text: string, width: number) => text.padEnd(width);
	let work = '';
	for (const figure of figures) {
		if (figure.work !== work) console.log(`\n${figure.work}`);
		({ work } = figure);
		const mark = figure.target.startsWith('(') ? '' : figure.reached ? 'ok' : 'MISSED';
		console.log(
			`  ${wide(figure.name, 36)}${wide(figure.value, 12)}${wide(figure.target, 12)}${mark}`,
		);
	}
}

await main();
