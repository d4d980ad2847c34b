import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { versions } from '../../n8n/versions.mts';
import type { Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');
const scenarios = ['twenty', 'executions', 'outage', 'processes'];
const contenders = ['http', 'batched', 'n8n'];
const atMostMs = 300_000;

/** The part of the benchmark that runs in real n8n, with tiny sizes: that it works, and not how quick it is. */
export const benchSuite: Suite = {
	name: 'bench',
	isIdle: true,
	versions: versions.slice(0, 1),
	run: async (_version, check) => {
		const folder = mkdtempSync(join(tmpdir(), 'gosms-bench-'));
		try {
			await check('workflows in real n8n are measured, and the page is written', async () => {
				const work = scenarios.flatMap((one) => contenders.map((other) => `${one}-${other}`));
				const program = ['--import', 'tsx', join('test', 'bench', 'bench.mts'), ...work];
				const args = [...program, '--quick', '--write', folder];
				await promisify(execFile)(process.execPath, args, { cwd: root, timeout: atMostMs });
				const page = readFileSync(join(folder, 'performance.md'), 'utf8');
				// So few orders are no burden for anybody: each contender gets all of its codes.
				const delivered = page.split('\n').filter((line) => line.startsWith('| codes delivered'));
				const cells = delivered.map((line) => line.split('|').slice(3, -1).map(Number));
				assert.deepEqual(
					cells,
					[2, 3, 2, 4].map((codes) => contenders.map(() => codes)),
				);
				assert.doesNotMatch(page, /Not measured|undefined|NaN/);
			});
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};
