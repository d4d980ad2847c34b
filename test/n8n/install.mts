import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { N8nVersion } from './versions.mts';

/** Outside the checkout: gigabytes that `git clean` shall not take away. */
export const cacheFolder = join(
	process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
	'n8n-nodes-gosms',
);

export type N8nInstall = { version: N8nVersion; node: string; bin: string };

/** n8n of a version, installed as people do it; it takes minutes the first time, and nothing later. */
export async function installN8n(
	version: N8nVersion,
	say: (line: string) => void,
	signal?: AbortSignal,
): Promise<N8nInstall> {
	const folder = join(cacheFolder, `n8n-${version.n8n}`);
	const nodeFolder = join(cacheFolder, `node-${version.node}`);
	const node = join(nodeFolder, 'node_modules', 'node', 'bin', 'node');
	const bin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const done = join(folder, 'installed');
	if (!existsSync(node)) {
		say(`Installing Node.js ${version.node} …`);
		writePackage(nodeFolder, { node: version.node });
		// Its install script puts the program in place.
		await npm(nodeFolder, ['install', '--foreground-scripts'], signal);
	}
	if (!existsSync(done)) {
		say(`Installing n8n ${version.n8n} (2 to 5 minutes, once) …`);
		writePackage(folder, { n8n: version.n8n }, version.overrides);
		await npm(folder, ['install', '--ignore-scripts'], signal);
		say('Building its database driver (about a minute, once) …');
		// Built with Node.js 20, it serves Node.js 24 too.
		await npm(folder, ['rebuild', 'sqlite3'], signal);
		writeFileSync(done, '');
	}
	return { version, node, bin };
}

/** A program that is no dependency of ours, in a folder of the cache by itself: once. */
export async function installTool(
	folder: string,
	name: string,
	version: string,
	say: (line: string) => void,
): Promise<string> {
	const place = join(cacheFolder, `${folder}-${version}`);
	const done = join(place, 'installed');
	if (!existsSync(done)) {
		say(`Installing ${name} ${version} (once) …`);
		writePackage(place, { [name]: version });
		await npm(place, ['install', '--ignore-scripts']);
		writeFileSync(done, '');
	}
	return join(place, 'node_modules', name);
}

function writePackage(
	folder: string,
	dependencies: Record<string, string>,
	overrides?: Record<string, string>,
): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const contents = { private: true, dependencies, overrides };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(contents));
}

async function npm(cwd: string, args: string[], signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	const logFile = join(cwd, 'install.log');
	const log = openSync(logFile, 'a');
	// A group of its own, where it can be ended: npm has children, and the next try begins anew anyway.
	const detached = signal !== undefined;
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const stdio = ['ignore' as const, log, log];
	const child = spawn('npm', [...args, ...quiet], { cwd, stdio, detached });
	const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
	signal?.addEventListener('abort', end);
	const code = await new Promise((resolve) => child.once('close', resolve));
	signal?.removeEventListener('abort', end);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`npm ${args.join(' ')} did not succeed: see ${logFile}`);
}
