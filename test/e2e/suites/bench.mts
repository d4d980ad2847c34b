import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { versions } from '../../n8n/versions.mts';
import { documentPath } from '../../sandbox/vendorSamples/samples.mts';
import { temporaryFolder } from '../../support/temporaryFolder.mts';
import type { Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');
/** A busy machine takes half of that. */
const atMostMs = 600_000;

const ours = ['engine', 'n8n'];
const others = [...(existsSync(documentPath()) ? ['vendor'] : []), 'http', 'batched'];

/** Each piece of work and each contender, if not each with each; a thousand orders would only be more of them. */
const contest = [
	{ scenario: 'twenty', contenders: [...others, ...ours], codes: 2 },
	{ scenario: 'hundred', contenders: ['engine'], codes: 3 },
	{ scenario: 'executions', contenders: ours, codes: 3 },
	{ scenario: 'storm', contenders: ['engine'], codes: 2 },
	{ scenario: 'outage', contenders: ours, codes: 2 },
	{ scenario: 'processes', contenders: ours, codes: 4 },
];

/** Each benchmark with tiny sizes: that it works, and not how quick it is. */
export const benchSuite: Suite = {
	name: 'bench',
	isIdle: true,
	versions: versions.slice(0, 1),
	run: async (_version, check) => {
		using folder = temporaryFolder('bench');
		await check('everything is measured, and the page is written', async () => {
			const names = contest.flatMap(({ scenario, contenders }) =>
				contenders.map((one) => `${scenario}-${one}`),
			);
			const program = ['--import', 'tsx', join('test', 'bench', 'bench.mts')];
			const args = [...program, ...names, 'cost', 'growth', '--quick', '--write', folder.path];
			// It fails when this node loses codes or cents.
			await promisify(execFile)(process.execPath, args, { cwd: root, timeout: atMostMs });
		});

		const page = readFileSync(join(folder.path, 'performance.md'), 'utf8');

		await check('the page has every figure', () => {
			// So few orders are no burden for anybody: each contender gets all of its codes.
			const delivered = page.split('\n').filter((line) => line.startsWith('| codes delivered'));
			assert.deepEqual(
				delivered.map((line) => line.split('|').slice(3, -1).map(Number)),
				contest.map(({ contenders, codes }) => contenders.map(() => codes)),
			);
			assert.doesNotMatch(page, /Not measured: (?!the vendor's sample)|undefined|NaN|Infinity/);
			// When the vendor's sample hands on a code cannot be known.
			assert.doesNotMatch(page, /^(?!\| SMS to the next node).*\| – \|/m);
			assert.match(page, /^\| Twenty orders .*× \d/m);
			assert.match(page, /^\| one order \| [\d.]+ µs \| [\d.]+ µs \| \*\*× [\d.]+\*\* \|/m);
			assert.match(page, /^\| 120 waiting orders \| all \|/m);
			assert.match(page, /^\| 3 processes \| all \|/m);
			assert.match(page, /^\*\*Memory:\*\* 300 orders that wait take \d/m);
		});

		await check('the page shows its picture, which needs nothing else', () => {
			assert.ok(page.includes('](performance.svg)'));
			const picture = readFileSync(join(folder.path, 'performance.svg'), 'utf8');
			assert.match(picture, /^<svg [^]*<\/svg>\n$/);
			assert.doesNotMatch(picture, /NaN|Infinity|undefined|<script|href|url\((?!#)|@import/);
		});
	},
};
