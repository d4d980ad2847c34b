import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { versions } from '../../n8n/versions.mts';

/** Enough to tell what a figure was measured on, and nothing that tells whose machine it was. */
export function thisMachine() {
	const root = join(import.meta.dirname, '..', '..', '..');
	const { version }: { version: string } = JSON.parse(
		readFileSync(join(root, 'package.json'), 'utf8'),
	);
	return {
		date: new Date().toISOString().slice(0, 10),
		packageVersion: version,
		n8nVersion: versions[0]?.n8n ?? '',
		nodeVersion: process.versions.node,
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		platform: `${process.platform} ${process.arch}`,
	};
}
