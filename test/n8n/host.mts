import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.mts';
import { endChild, isAlive } from './child.mts';
import { freePort } from './freePort.mts';
import { cacheFolder, type N8nInstall } from './install.mts';

/** Against what hangs: four suites beside each other make of ten seconds more than a hundred. */
const readyWithinMs = 300_000;
const graceMs = 35_000;
/** Ends a program together with the one that started it. */
export const leash = join(import.meta.dirname, 'leash.cjs');

/** What a host is beside an n8n with everything in one process. */
export type HostOptions = {
	/** More environment, as for queue mode. */
	env?: Record<string, string>;
	/** A worker of queue mode, which runs so many executions at a time; its port answers for its health only. */
	workerConcurrency?: number;
};

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
		private readonly options: HostOptions,
	) {
		this.baseUrl = `http://127.0.0.1:${port}`;
		this.logFile = join(userFolder, 'n8n.log');
	}

	static async create(
		install: N8nInstall,
		userFolder: string,
		port?: number,
		options: HostOptions = {},
	): Promise<N8nHost> {
		mkdirSync(userFolder, { recursive: true });
		const [own, broker] = [port ?? (await freePort()), await freePort()];
		return new N8nHost(install, userFolder, own, broker, options);
	}

	/** Of the process, while it runs. */
	get pid(): number | undefined {
		return this.child?.pid;
	}

	async start(): Promise<void> {
		const { install, userFolder, port, brokerPort } = this;
		const { workerConcurrency, env: more } = this.options;
		const command =
			workerConcurrency === undefined
				? ['start']
				: ['worker', `--concurrency=${workerConcurrency}`];
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
			// Newer Node.js starts n8n two seconds sooner, of fourteen.
			NODE_COMPILE_CACHE: join(cacheFolder, 'compiled'),
			...quiet,
			...install.version.env,
			...(workerConcurrency !== undefined && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			}),
			...more,
		};
		const log = openSync(this.logFile, 'a');
		const child = spawn(install.node, ['--require', leash, install.bin, ...command], {
			env,
			// Into the file itself: n8n would not end well with nobody at the end of a pipe.
			stdio: ['ignore', log, log, 'ipc'],
		});
		closeSync(log);
		this.child = child;
		await this.untilReady(child);
	}

	/** Calls a production webhook. */
	async callWebhook(path: string, body: object = {}): Promise<void> {
		const answer = await ask(`${this.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (answer.status !== 200) throw new Error(`webhook ${path}: ${answer.status}`);
	}

	/** Resolves when it has ended, by itself or not. */
	async ended(): Promise<void> {
		const { child } = this;
		if (child && isAlive(child)) await new Promise((resolve) => child.once('exit', resolve));
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
		if (child) await endChild(child, signal, graceMs);
	}

	private async untilReady(child: ChildProcess): Promise<void> {
		const untilMs = Date.now() + readyWithinMs;
		const isWorker = this.options.workerConcurrency !== undefined;
		const path = isWorker ? '/healthz/readiness' : '/rest/login';
		while (Date.now() < untilMs && isAlive(child)) {
			const answer = await ask(`${this.baseUrl}${path}`).catch(() => undefined);
			await answer?.text().catch(() => '');
			// n8n's own REST is there when it wants somebody to sign in.
			if (answer?.status === (isWorker ? 200 : 401)) return;
			await sleep(250);
		}
		await this.kill();
		// The folder may be gone before anybody looks.
		const last = readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-5).join(' / ');
		throw new Error(`n8n did not start: see ${this.logFile}. It ends with: ${last}`);
	}
}

const fewNodes = [
	'n8n-nodes-base.executeWorkflowTrigger',
	'n8n-nodes-base.httpRequest',
	'n8n-nodes-base.if',
	'n8n-nodes-base.manualTrigger',
	'n8n-nodes-base.noOp',
	'n8n-nodes-base.scheduleTrigger',
	'n8n-nodes-base.set',
	'n8n-nodes-base.splitOut',
	'n8n-nodes-base.wait',
	'n8n-nodes-base.webhook',
	'n8n-nodes-gosms.goSms',
	'n8n-nodes-gosms.goSmsTrigger',
];

/** For suites that no browser looks at, and whose workflows need few nodes: n8n starts with half of the work. */
export const lean = {
	N8N_DISABLE_UI: 'true',
	NODES_INCLUDE: JSON.stringify(fewNodes),
};

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
