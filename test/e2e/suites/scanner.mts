import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackTarball } from '../../n8n/package.mts';
import { installScanner } from '../../n8n/scanner.mts';
import type { Check, Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');

/** n8n's scanner looks at the sources and at the tarball; without either the package is not verified. */
export const scannerSuite: Suite = {
	name: 'scanner',
	versions: 'none',
	run: async (check) => {
		const work = mkdtempSync(join(tmpdir(), 'gosms-scan-'));
		try {
			await checkScans(work, check);
		} finally {
			rmSync(work, { recursive: true, force: true });
		}
	},
};

async function checkScans(work: string, check: Check): Promise<void> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await installScanner(console.log);
	const sources = join(work, 'sources');
	for (const part of ['package.json', 'nodes', 'credentials'])
		cpSync(join(root, part), join(sources, part), { recursive: true });
	const scans = [
		{ what: 'the sources', folder: sources, patterns: SOURCE_FILE_PATTERNS, ending: 'ts' },
		{
			what: 'the tarball',
			folder: unpackTarball(work),
			patterns: ['**/*.js', 'package.json'],
			ending: 'js',
		},
	];
	for (const { what, folder, patterns, ending } of scans) {
		await check(`n8n's scanner finds nothing in ${what}`, async () => {
			// It also passes when it finds no file, and has a message then.
			assert.deepEqual(await analyzePackage(folder, patterns), { passed: true });
		});

		await check(`n8n's scanner finds a timer that is put into ${what}`, async () => {
			const inside = ending === 'js' ? 'dist/nodes' : 'nodes';
			const file = join(folder, inside, `GoSms/transport/clock.${ending}`);
			appendFileSync(file, '\nsetTimeout(() => undefined, 1);\n');
			const { passed, details = '' } = await analyzePackage(folder, patterns);
			assert.equal(passed, false);
			assert.match(details, /setTimeout/);
		});
	}
}
