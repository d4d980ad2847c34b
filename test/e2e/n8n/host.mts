import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nInstall } from './install.mts';

const readyWithinMs = 120_000;
const graceMs = 35_000;

/** A running n8n of its own: own folder, own ports, on loopback. */
export class N8nHost {
	readonly baseUrl: string;

	readonly logFile: string;

	private child: ChildProcess | undefined;

	private constructor(
		private readonly install: N8nInstall,
		readonly userFolder: string,
		private readonly port: number,
		private readonly brokerPort: number,
	) {
		this.baseUrl = `http://127.0.0.1:${port}`;
		this.logFile = join(userFolder, 'n8n.log');
	}

	static async create(install: N8nInstall, userFolder: string, port?: number): Promise<N8nHost> {
		mkdirSync(userFolder, { recursive: true });
		return new N8nHost(install, userFolder, port ?? (await freePort()), await freePort());
	}

	async start(): Promise<void> {
		const { install, userFolder, port, brokerPort } = this;
		const env = {
			PATH: process.env.PATH,
			HOME: userFolder,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			N8N_HOST: '127.0.0.1',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			N8N_ENCRYPTION_KEY: 'for-tests-only',
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
			...quiet,
			...install.version.env,
		};
		const child = spawn(install.node, [install.bin, 'start'], {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const log = createWriteStream(this.logFile, { flags: 'a' });
		child.stdout.pipe(log);
		child.stderr.pipe(log);
		this.child = child;
		await this.untilReady(child);
	}

	/** As a user ends it. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	/** As a machine that loses its power. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const { child } = this;
		this.child = undefined;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		const late = sleep(graceMs, 'late', { ref: false });
		if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
		await ended;
	}

	private async untilReady(child: ChildProcess): Promise<void> {
		const untilMs = Date.now() + readyWithinMs;
		while (Date.now() < untilMs && child.exitCode === null) {
			const answer = await fetch(`${this.baseUrl}/rest/settings`).catch(() => undefined);
			const text = await answer?.text().catch(() => '');
			if (text?.startsWith('{"data"')) return;
			await sleep(250);
		}
		await this.kill();
		throw new Error(`n8n did not start: see ${this.logFile}`);
	}
}

/** Nothing that would ask other hosts, or disturb. */
const quiet = Object.fromEntries(
	[
		'N8N_DIAGNOSTICS_ENABLED',
		'N8N_VERSION_NOTIFICATIONS_ENABLED',
		'N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
		'N8N_DYNAMIC_BANNERS_ENABLED',
		'N8N_TEMPLATES_ENABLED',
		'N8N_PERSONALIZATION_ENABLED',
		'N8N_VERIFIED_PACKAGES_ENABLED',
		'N8N_LICENSE_AUTO_RENEW_ENABLED',
	].map((name) => [name, 'false']),
);

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
