import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

async function bench(...args: string[]): Promise<{ exitCode: number; output: string }> {
	const file = join(__dirname, 'bench.mts');
	const options = { cwd: join(__dirname, '..', '..'), timeout: 50_000 };
	return await new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			['--import', 'tsx', file, ...args],
			options,
			(_error, output) => resolve({ exitCode: child.exitCode ?? -1, output }),
		);
	});
}

it('measures what is asked for, in processes that end with it', async () => {
	const { exitCode, output } = await bench('waiting', '--quick', '--only', 'few', 'loop-plain');
	expect(output).toContain('2 orders, one execution');
	expect(output).toContain('2 orders, each contender');
	expect(output).not.toContain('MISSED');
	expect(exitCode).toBe(0);
});

it.each([
	[0, ['--help']],
	[1, ['waiting', '--only', 'nonsense']],
	[1, []],
])('ends with %d after %j, and says what there is', async (expected, args) => {
	const { exitCode, output } = await bench(...args);
	expect({ exitCode, isHelp: output.includes('thousand-text') }).toEqual({
		exitCode: expected,
		isHelp: true,
	});
});
