import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/server.mts';
import { runSample } from '../../sandbox/vendorSamples/runSample.mts';
import { documentPath, type SampleLanguage } from '../../sandbox/vendorSamples/samples.mts';
import type { Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');
const atMostMs = 180_000;

const demo = ['npm', 'run', 'demo', '--'];

/** What people start to see the node or the sandbox at work. */
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
			for (const language of ['python', 'php'] as const)
				await check(`the vendor's sample in ${language} gets a code`, () => runVendors(language));
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

async function runVendors(language: SampleLanguage): Promise<void> {
	await using sandbox = await startSandbox({
		sms: { default: { delayMs: 1_000, code: '012345' } },
	});
	const { exitCode, output } = await runSample(language, sandbox);
	assert.equal(exitCode, 0, output);
	assert.match(output, /收到验证码: 012345/);
	assert.deepEqual(sandbox.violations, []);
}
