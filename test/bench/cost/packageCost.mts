import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommunityPackage } from '../../n8n/install.mts';
import { unpackTarball } from '../../n8n/package.mts';
import { end, nextMessage, startFile } from '../place/forked.mts';
import { writeEmptyPackage } from './emptyPackage.mts';
import { packageSize, type FolderSize } from './folderSize.mts';
import { median } from '../record/statistics.mts';

/** From the npm registry, or from a folder. */
export type PackageSource = { name: string; version: string } | { folder: string };

/** What one load by n8n took. */
export type Load = {
	loadMs: number;
	cpuMs: number;
	/** That stay in use. */
	heapBytes: number;
	nodes: number;
	credentials: number;
};

export type PackageCost = Load & {
	name: string;
	version: string;
	/** Without what it depends on. */
	alone: FolderSize;
	/** With it. */
	installed: FolderSize;
};

const loadTimeoutMs = 120_000;

export type PackageCosts = {
	/** As it would be published. */
	ours: PackageCost;
	others: PackageCost[];
	/** A package with nothing in it: what n8n itself takes for loading one. */
	floor: PackageCost;
};

/** @param loads of each package, each in a new process, turn about. */
export async function measurePackages(
	others: readonly PackageSource[],
	loads: number,
	say: (line: string) => void,
): Promise<PackageCosts> {
	const work = mkdtempSync(join(tmpdir(), 'gosms-cost-'));
	try {
		const empty = join(work, 'empty');
		writeEmptyPackage(empty, 'n8n-nodes-empty');
		const ours = await newSubject(unpackTarball(work));
		const floor = await newSubject(empty);
		const rest: Subject[] = [];
		for (const other of others) rest.push(await newSubject(await folderOf(other, say)));
		for (let turn = 0; turn < loads; turn++) {
			for (const one of [ours, floor, ...rest]) one.loads.push(await load(one.folder));
		}
		return { ours: costOf(ours), others: rest.map(costOf), floor: costOf(floor) };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

type Subject = { folder: string; loads: Load[] };

async function newSubject(folder: string): Promise<Subject> {
	// What the disk has to find the first time, it has at hand from then on.
	await load(folder);
	return { folder, loads: [] };
}

async function folderOf(source: PackageSource, say: (line: string) => void): Promise<string> {
	if ('folder' in source) return source.folder;
	return await installCommunityPackage(source.name, source.version, say);
}

function costOf({ folder, loads }: Subject): PackageCost {
	return { ...nameOf(folder), ...medianLoad(loads), ...packageSize(folder) };
}

async function load(folder: string): Promise<Load> {
	const child = startFile('cost/loadProcess.mjs', [folder], ['--expose-gc']);
	try {
		return await nextMessage(child, readLoad, loadTimeoutMs);
	} finally {
		await end(child);
	}
}

function nameOf(folder: string): { name: string; version: string } {
	const text = readFileSync(join(folder, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(text) as Record<string, unknown>;
	return { name: String(name), version: String(version) };
}

export function medianLoad(loads: readonly Load[]): Load {
	const of = (field: keyof Load) => median(loads.map((one) => one[field]));
	return {
		loadMs: of('loadMs'),
		cpuMs: of('cpuMs'),
		heapBytes: of('heapBytes'),
		nodes: of('nodes'),
		credentials: of('credentials'),
	};
}

function readLoad(message: unknown): Load | undefined {
	if (typeof message !== 'object' || message === null) return undefined;
	const { loadMs, cpuMs, heapBytes, nodes, credentials } = message as Partial<Load>;
	const all = { loadMs, cpuMs, heapBytes, nodes, credentials };
	return Object.values(all).every((value) => typeof value === 'number') ? (all as Load) : undefined;
}
