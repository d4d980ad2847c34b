// See it in the editor: `npm start`, see `--help`.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { N8nClient } from '../n8n/client.mts';
import { leash, N8nHost } from '../n8n/host.mts';
import { installN8n, type N8nInstall } from '../n8n/install.mts';
import { installPackage, packageIn } from '../n8n/package.mts';
import { versions } from '../n8n/versions.mts';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import { risingOrderId, sandboxKey } from '../sandbox/core/world.mts';
import { furnish } from './furnish.mts';
import { forget, userFolderIn } from './kept.mts';
import { parseOptions, usage, type StartOptions } from './options.mts';
import { portForN8n } from './ports.mts';
import { startProgress } from './progress.mts';
import { leaveFolder, otherStart, takeFolder } from './running.mts';
import { wordsFor } from './words.mts';

const sandboxPort = 4010;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const progress = startProgress(process.stdout);

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const oneKeyPressMs = 500;
let firstStopMs: number | undefined;
const stopping = new AbortController();
const stopped = stopping.signal;
let host: N8nHost | undefined;
const untilStopped = new Promise<never>((_resolve, reject) =>
	stopped.addEventListener('abort', () => reject(new Error('Stopped'))),
);
untilStopped.catch(() => undefined);

/** Ctrl-C, or what else asks a program to end. */
function stop(): void {
	if (firstStopMs === undefined) {
		firstStopMs = performance.now();
		progress.end();
		say('\nStopping n8n and the sandbox … (press Ctrl-C again to stop them at once)');
		stopping.abort();
		return;
	}
	// A terminal sends the signal to everybody, and npm hands it on: that is still one press.
	if (performance.now() - firstStopMs <= oneKeyPressMs) return;
	void host?.kill();
	process.exit(130);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (!options) return say(usage);
	const { folder } = options;
	const other = await otherStart(folder);
	if (other)
		throw new Error(
			`It is already running, with the phone at ${other}. To end it, press Ctrl-C where you started it.`,
		);

	const port = await portForN8n(options.port);
	if (options.isReset) forget(folder);
	const sandbox = await openSandbox();
	takeFolder(folder, sandbox);
	try {
		await Promise.race([open(options, port, sandbox), untilStopped]);
	} finally {
		progress.end();
		await host?.stop();
		await sandbox.close();
		leaveFolder(folder);
	}
}

/** Installs what is missing, starts n8n, and stays until it ends. */
async function open(
	{ folder, isDev }: StartOptions,
	port: number | undefined,
	sandbox: Sandbox,
): Promise<void> {
	const [version] = versions;
	if (!version) throw new Error('No version of n8n is named');
	const install = await installN8n(version, progress.begin, stopped);
	progress.begin('Installing this package in n8n …');
	installPackage(userFolderIn(folder));
	progress.begin(`Starting n8n ${version.n8n} …`);
	stopped.throwIfAborted();
	host = await N8nHost.create(leavesSoon(install), userFolderIn(folder), port, {
		// n8n reloads a package when one of its files changes.
		env: isDev ? { N8N_DEV_RELOAD: 'true' } : {},
	});
	await host.start();
	const client = new N8nClient(host.baseUrl);
	const isSignedIn = await client.signIn().then(
		() => true,
		() => false,
	);
	const workflowId = isSignedIn ? await furnish(client, sandbox, folder) : undefined;
	sandbox.control.linkTo(host.baseUrl);
	progress.end();
	say(wordsFor(host.baseUrl, sandbox, isSignedIn, workflowId));
	if (isDev) compileOnChange(userFolderIn(folder));
	await host.ended();
	throw new Error(`n8n stopped unexpectedly: see ${host.logFile}`);
}

/** Compiles the source in this folder into the package that n8n runs, and again on every change, as long as this process lives. */
function compileOnChange(userFolder: string): void {
	const target = ['--outDir', join(packageIn(userFolder), 'dist')];
	const args = ['--require', leash, compiler, '--watch', '--preserveWatchOutput', ...target];
	spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** The user tells this sandbox from others. */
async function openSandbox(): Promise<Sandbox> {
	const accounts = [{ key: sandboxKey, userId: randomInt(1_000, 1_000_000) }];
	const options = { accounts, firstOrderId: risingOrderId(), sms: { default: { delayMs: null } } };
	try {
		return await startSandbox({ ...options, port: sandboxPort });
	} catch {
		return await startSandbox(options);
	}
}

/** n8n would wait half a minute for executions that wait for an SMS. */
function leavesSoon(install: N8nInstall): N8nInstall {
	const env = { ...install.version.env, N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '3' };
	return { ...install, version: { ...install.version, env } };
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		if (stopped.aborted) process.exit();
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
