import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documentPath } from '../../sandbox/vendorSamples/samples.mts';
import type { Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');
const atMostMs = 180_000;

const demo = ['npm', 'run', 'demo', '--'];
const samples = [
	process.execPath,
	'--import',
	'tsx',
	'test/sandbox/vendorSamples/runPythonAndPhp.mts',
];

/** What people start to see the node or the sandbox at work; each program tells by its exit code how it went. */
export const demoSuite: Suite = {
	name: 'demo',
	isIdle: true,
	versions: 'none',
	run: async (check) => {
		await check('the demo gets a code', () => run(demo));
		await check('the demo gets its money back after a time-out', () => run([...demo, '--timeout']));
		await check('the demo says that no number is left', () => run([...demo, '--no-stock']));
		// A document that is named must be there.
		if (process.env.GOSMS_API_DOCUMENT || existsSync(documentPath()))
			await check('the vendor samples in Python and PHP get a code', () => run(samples));
		else console.log(`[demo] left out: the vendor samples, without ${documentPath()}`);
	},
};

async function run([command = '', ...args]: string[]): Promise<void> {
	await new Promise<void>((done, fail) =>
		execFile(command, args, { cwd: root, timeout: atMostMs }, (error, stdout, stderr) =>
			error ? fail(new Error(`${stdout}${stderr}`)) : done(),
		),
	);
}
