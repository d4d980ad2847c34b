import assert from 'node:assert/strict';
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unpackTarball } from '../../n8n/package.mts';
import { installTool } from '../../n8n/install.mts';
import { temporaryFolder } from '../../support/temporaryFolder.mts';
import type { Check, Suite } from '../suite.mts';

const root = join(import.meta.dirname, '../../..');

/** What the scanner offers to who has the files already. */
type Scanner = {
	SOURCE_FILE_PATTERNS: readonly string[];
	analyzePackage: (
		folder: string,
		patterns: readonly string[],
	) => Promise<{ passed: boolean; details?: string }>;
};

/** n8n's scanner looks at the sources and at the tarball; without either the package is not verified. */
export const scannerSuite: Suite = {
	name: 'scanner',
	versions: 'none',
	run: async (check) => {
		using work = temporaryFolder('scan');
		await checkScans(work.path, check);
	},
};

async function checkScans(work: string, check: Check): Promise<void> {
	// It comes with 220 MB of its own.
	const tool = await installTool('@n8n/scan-community-package', '0.32.0', console.log);
	const url = pathToFileURL(join(tool, 'scanner', 'scanner.mjs')).href;
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(url)) as Scanner;
	const sources = join(work, 'sources');
	for (const part of ['package.json', 'nodes', 'credentials'])
		cpSync(join(root, part), join(sources, part), { recursive: true });
	const unpacked = unpackTarball(work);
	for (const [what, folder, patterns, clock] of [
		['the sources', sources, SOURCE_FILE_PATTERNS, 'nodes/GoSms/transport/clock.ts'],
		['the tarball', unpacked, ['**/*.js', 'package.json'], 'dist/nodes/GoSms/transport/clock.js'],
	] as const) {
		await check(`n8n's scanner finds nothing in ${what}`, async () => {
			// It also passes when it finds no file, and has a message then.
			assert.deepEqual(await analyzePackage(folder, patterns), { passed: true });
		});

		await check(`n8n's scanner finds a timer that is put into ${what}`, async () => {
			appendFileSync(join(folder, clock), '\nsetTimeout(() => undefined, 1);\n');
			const { passed, details = '' } = await analyzePackage(folder, patterns);
			assert.equal(passed, false);
			assert.match(details, /setTimeout/);
		});
	}
}
