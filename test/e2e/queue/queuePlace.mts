import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../n8n/client.mts';
import { N8nHost, lean } from '../../n8n/host.mts';
import { installN8n } from '../../n8n/install.mts';
import { installPackage } from '../../n8n/package.mts';
import type { N8nVersion } from '../../n8n/versions.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { Askers } from './askers.mts';
import { startPostgres } from './postgres.mts';
import { startRedis } from './redis.mts';

export type QueuePlace = Awaited<ReturnType<typeof openQueuePlace>>;

/** So that all executions of a check run side by side. */
const workerConcurrency = 40;

/** n8n notices a worker's death by its lock on a job; by default after a minute or more. */
const quickDeath = {
	QUEUE_WORKER_LOCK_DURATION: '9000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** n8n in queue mode, each process with this package, and a sandbox for them. */
export async function openQueuePlace(version: N8nVersion) {
	const install = await installN8n(version, () => undefined);
	const folder = mkdtempSync(join(tmpdir(), 'gosms-queue-'));
	const undo: Array<() => Promise<void> | void> = [];
	const end = async () => {
		for (const step of undo.reverse()) await step();
		rmSync(folder, { recursive: true, force: true });
	};
	/** What is started is also ended, whatever happens after it. */
	const opened = <T,>(one: T, close: (one: T) => Promise<void> | void): T => {
		undo.push(() => close(one));
		return one;
	};
	try {
		const redis = opened(await startRedis(folder), (one) => one.end());
		const postgres = opened(await startPostgres(folder), (one) => one.end());
		const sandbox = opened(await startSandbox({ releaseAt: 'received' }), (one) => one.close());
		const env = {
			...lean,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			...redis.env,
			...postgres.env,
			...quickDeath,
		};
		const withPackage = join(folder, 'package');
		installPackage(withPackage);
		const hostOf = async (name: string, options: { workerConcurrency?: number } = {}) => {
			const userFolder = join(folder, name);
			cpSync(withPackage, userFolder, { recursive: true });
			const host = await N8nHost.create(install, userFolder, undefined, { env, ...options });
			// Nothing in it is worth an orderly end, which could take half a minute.
			return opened(host, (one) => one.kill());
		};
		const main = await hostOf('main');
		const workers = [
			await hostOf('worker-1', { workerConcurrency }),
			await hostOf('worker-2', { workerConcurrency }),
		];
		const hosts = [main, ...workers];
		const pids = () => new Map(hosts.map((host) => [nameOf(host), host.pid]));
		const askers = opened(new Askers(sandbox.port, pids), (one) => one.shut());
		await askers.open();

		// The main process makes the tables that the workers want to find.
		await main.start();
		await Promise.all(workers.map(async (worker) => await worker.start()));
		const client = new N8nClient(main.baseUrl);
		await client.signIn();
		/** All keys that were ever in a credential. */
		const keys: string[] = [];
		return {
			main,
			workers,
			client,
			sandbox,
			askers,
			postgres,
			redis,
			keys,
			[Symbol.asyncDispose]: end,
		};
	} catch (error) {
		await end();
		throw error;
	}
}

export function nameOf(host: N8nHost): string {
	return host.userFolder.split('/').at(-1) ?? '';
}

/** The executions that a process says it has run itself. */
export function startedBy(host: N8nHost): string[] {
	const log = readFileSync(host.logFile, 'utf8');
	return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
}
