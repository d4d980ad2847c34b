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

/** What needs processes of its own; `bench.test.mts` measures the rest. */
const work = ['processes-engine', 'cost', 'growth'];

it('measures what is asked for, in processes that end with it, and writes the page', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'gosms-bench-'));
	try {
		const { exitCode, output } = await bench(...work, '--quick', '--write', folder);
		expect(exitCode).toBe(0);
		const page = readFileSync(join(folder, 'performance.md'), 'utf8');
		expect(output).toContain(page);
		expect(page).not.toMatch(/undefined|NaN|Infinity/);
		for (const row of [
			/^\| codes delivered \|  \| 4 \|$/m,
			/^\*\*Memory:\*\* 300 orders that wait take \d/m,
			/^\| one order \| [\d.]+ µs \|/m,
			/^\| 120 waiting orders \| all \|/m,
			/^\| 3 processes \| all \|/m,
		])
			expect(page).toMatch(row);
		expect(page).toContain('](performance.svg)');
		expect(readFileSync(join(folder, 'performance.svg'), 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

it('fails when there is no such work, and says what there is', async () => {
	const { exitCode, output } = await bench('nonsense');
	expect(exitCode).toBe(1);
	expect(output).toContain('thousand-engine');
});
