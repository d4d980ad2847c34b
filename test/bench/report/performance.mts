import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { versions } from '../../n8n/versions.mts';
import type { Ending } from '../runAll.mts';
import type { Subject } from '../subjects.mts';
import { performancePage, type Machine } from './performancePage.mts';

export type Measurement = {
	subjects: readonly Subject[];
	endings: readonly Ending[];
	missing: readonly string[];
};

/** Writes `performance.md`, and the pictures in it, into a folder. */
export function writePerformance(folder: string, measurement: Measurement): void {
	mkdirSync(folder, { recursive: true });
	const page = performancePage({ ...measurement, machine: thisMachine() });
	writeFileSync(join(folder, 'performance.md'), page);
	for (const { report } of measurement.endings) {
		for (const [name, text] of Object.entries(report?.pictures ?? {}))
			writeFileSync(join(folder, name), text);
	}
}

function thisMachine(): Machine {
	const root = join(import.meta.dirname, '..', '..', '..');
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	const all = cpus();
	return {
		date: new Date().toISOString().slice(0, 10),
		packageVersion: version,
		n8nVersion: versions[0]?.n8n ?? '',
		nodeVersion: process.versions.node,
		cores: all.length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		platform: `${process.platform} ${process.arch}`,
	};
}
