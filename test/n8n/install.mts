import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { N8nVersion } from './versions.mts';

/** Outside the checkout: gigabytes that `git clean` shall not take away. */
export const cacheFolder = join(
	process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
	'n8n-nodes-gosms',
);

/** What all versions of n8n want. It is built only once: that takes a minute. */
const sqlite3 = '5.1.7';

type Say = (line: string) => void;
export type N8nInstall = { version: N8nVersion; node: string; bin: string };

/** n8n of a version, installed as people do it; it takes minutes the first time, and nothing later. */
export async function installN8n(
	version: N8nVersion,
	say: Say,
	signal?: AbortSignal,
): Promise<N8nInstall> {
	const { overrides } = version;
	const parts = [
		installTool('node', version.node, say, { hasScripts: true, signal }),
		// Built with Node.js 20, it serves Node.js 24 too.
		installTool('sqlite3', sqlite3, say, { hasScripts: true, signal }),
		installTool('n8n', version.n8n, say, { overrides, signal }),
	] as const;
	// Whoever gives up leaves no npm at work.
	await Promise.allSettled(parts);
	const [node, driver, n8n] = await Promise.all(parts);
	const program = join('build', 'Release', 'node_sqlite3.node');
	const target = join(n8n, '..', 'sqlite3', program);
	if (!existsSync(target)) cpSync(join(driver, program), target);
	return { version, node: join(node, 'bin', 'node'), bin: join(n8n, 'bin', 'n8n') };
}

type ToolOptions = {
	/** Its install scripts put it in place. */
	hasScripts?: boolean;
	overrides?: Record<string, string>;
	signal?: AbortSignal;
};

/** By folder, while and after they are made. */
const installs = new Map<string, Promise<void>>();

/** A program that is no dependency of ours, in a folder of the cache by itself: once. */
export async function installTool(
	name: string,
	version: string,
	say: Say,
	options: ToolOptions = {},
): Promise<string> {
	const folder = join(cacheFolder, `${basename(name)}-${version}`);
	if (!existsSync(join(folder, 'installed'))) {
		const install = installs.get(folder) ?? installInto(folder, name, version, options);
		if (!installs.has(folder)) say(`Installing ${name} ${version} (once, it can take minutes) …`);
		installs.set(folder, install);
		await install;
	}
	return join(folder, 'node_modules', name);
}

async function installInto(
	folder: string,
	name: string,
	version: string,
	{ hasScripts = false, overrides, signal }: ToolOptions,
): Promise<void> {
	signal?.throwIfAborted();
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const contents = { private: true, dependencies: { [name]: version }, overrides };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(contents));
	const logFile = join(folder, 'install.log');
	const log = openSync(logFile, 'a');
	const scripts = hasScripts ? '--foreground-scripts' : '--ignore-scripts';
	const child = spawn(
		'npm',
		['install', scripts, '--no-audit', '--no-fund', '--loglevel=error'],
		// A group of its own, where it can be ended: npm has children, and the next try begins anew anyway.
		{ cwd: folder, stdio: ['ignore', log, log], detached: signal !== undefined },
	);
	const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
	signal?.addEventListener('abort', end);
	const code = await new Promise((resolve) => child.once('close', resolve));
	signal?.removeEventListener('abort', end);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`${name} ${version} was not installed: see ${logFile}`);
	writeFileSync(join(folder, 'installed'), '');
}
