import { spawn } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
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
		await run(nodeFolder, 'npm', ['install', '--foreground-scripts'], signal);
	}
	if (!existsSync(done)) {
		say(`Installing n8n ${version.n8n} (2 to 5 minutes, once) …`);
		writePackage(folder, { n8n: version.n8n }, version.overrides);
		await run(folder, 'npm', ['install', '--ignore-scripts'], signal);
		say('Building its database driver (about a minute, once) …');
		// Built with Node.js 20, it serves Node.js 24 too.
		await run(folder, 'npm', ['rebuild', 'sqlite3'], signal);
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
		await run(place, 'npm', ['install', '--ignore-scripts']);
		writeFileSync(done, '');
	}
	return join(place, 'node_modules', name);
}

/** A package with what it depends on, by n8n's own steps: without what n8n itself has, in a folder of the cache; once. */
export async function installCommunityPackage(
	name: string,
	version: string,
	say: (line: string) => void,
): Promise<string> {
	const place = join(cacheFolder, 'community', `${name.replace('/', '+')}-${version}`);
	const folder = join(place, 'node_modules', name);
	const done = join(place, 'installed');
	if (existsSync(done)) return folder;
	say(`Installing ${name} ${version} (once) …`);
	rmSync(place, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await run(place, 'npm', ['pack', `${name}@${version}`]);
	const tarball = readdirSync(place).find((file) => file.endsWith('.tgz')) ?? '';
	await run(place, 'tar', ['xzf', tarball, '-C', folder, '--strip-components=1'], undefined, []);
	rmSync(join(place, tarball));
	leaveToN8n(folder);
	const flags = ['--ignore-scripts', '--bin-links=false', '--package-lock=false'];
	await run(folder, 'npm', ['install', '--install-strategy=shallow', ...flags]);
	rmSync(join(folder, 'install.log'));
	writeFileSync(done, '');
	return folder;
}

/** Drops from the manifest what n8n does not install with a package. */
function leaveToN8n(folder: string): void {
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[kind];
	writeFileSync(file, JSON.stringify(manifest));
}

function writePackage(
	folder: string,
	dependencies: Record<string, string>,
	overrides?: Record<string, string>,
): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const contents = { private: true, dependencies, ...(overrides && { overrides }) };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(contents));
}

async function run(
	cwd: string,
	program: string,
	args: string[],
	signal?: AbortSignal,
	quiet = ['--no-audit', '--no-fund', '--loglevel=error'],
): Promise<void> {
	signal?.throwIfAborted();
	const logFile = join(cwd, 'install.log');
	const log = openSync(logFile, 'a');
	// A group of its own, where it can be ended: npm has children, and the next try begins anew anyway.
	const detached = signal !== undefined;
	const child = spawn(program, [...args, ...quiet], {
		cwd,
		stdio: ['ignore', log, log],
		detached,
	});
	const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
	signal?.addEventListener('abort', end);
	const code = await new Promise((resolve) => child.once('close', resolve));
	signal?.removeEventListener('abort', end);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`${program} ${args.join(' ')} did not succeed: see ${logFile}`);
}
