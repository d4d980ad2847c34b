import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

async function bench(...args: string[]): Promise<{ exitCode: number; output: string }> {
	const file = join(__dirname, 'bench.mts');
	const options = { cwd: join(__dirname, '..', '..'), timeout: 200_000 };
	return await new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			['--import', 'tsx', file, ...args],
			options,
			(_error, output) => resolve({ exitCode: child.exitCode ?? -1, output }),
		);
	});
}

it('measures what is asked for, in processes that end with it, and writes the page', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'gosms-bench-'));
	try {
		const wanted = ['hundred', 'twenty-engine', 'watched-1', 'growth', '--quick', '--without-n8n'];
		const { exitCode, output } = await bench(...wanted, '--write', folder);
		expect(exitCode).toBe(0);
		const page = readFileSync(join(folder, 'performance.md'), 'utf8');
		expect(page).toMatch(/^# Performance\n/);
		expect(page).toMatch(/\n\| codes delivered \| +\| 2 \|\n/);
		expect(page).toContain('|  | Trigger, watching, 1 pending');
		expect(page).not.toMatch(/undefined|NaN|Infinity/);
		expect(output).toContain(page);
		expect(page).toContain('](performance.svg)');
		expect(readFileSync(join(folder, 'performance.svg'), 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

it.each([
	[0, ['--help']],
	[1, ['nonsense']],
])('ends with %d after %j, and says what there is', async (expected, args) => {
	const { exitCode, output } = await bench(...args);
	expect({ exitCode, isHelp: output.includes('thousand-text') }).toEqual({
		exitCode: expected,
		isHelp: true,
	});
});
