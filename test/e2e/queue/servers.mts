import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../n8n/host.mts';

export type Redis = {
	env: Record<string, string>;
	/** Every command that Redis was ever given: a finished job leaves nothing else behind. */
	commandsFile: string;
	end: () => Promise<void>;
};

/** A Redis of its own, on loopback, which keeps nothing. */
export async function startRedis(folder: string): Promise<Redis> {
	mkdirSync(folder);
	const [server, client] = [programPath('redis-server'), programPath('redis-cli')];
	const port = String(await freePort());
	const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const redis = new Program(server, settings, { folder, logFile: join(folder, 'redis.log') });
	await redis.untilReady(() => ask(client, port, 'ping').includes('PONG'));
	const commandsFile = join(folder, 'commands.log');
	const monitor = new Program(client, ['-p', port, 'monitor'], { folder, logFile: commandsFile });
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
		commandsFile,
		end: async () => {
			await monitor.end('SIGTERM');
			await redis.end('SIGTERM');
		},
	};
}

function ask(client: string, port: string, command: string): string {
	return spawnSync(client, ['-p', port, command], { encoding: 'utf8' }).stdout;
}

export type Postgres = {
	env: Record<string, string>;
	/** All that is in it, as text. */
	dump: () => string;
	end: () => Promise<void>;
};

const database = 'postgres';
const owner = 'n8n';
const mostDumpBytes = 500_000_000;

/** A PostgreSQL of its own, on loopback, for the time of a suite: nothing is made safe on the disk. */
export async function startPostgres(folder: string): Promise<Postgres> {
	const user = postgresUser();
	mkdirSync(folder);
	if (user) chownSync(folder, user.uid, user.gid);
	const port = String(await freePort());
	const address = ['-h', '127.0.0.1', '-p', port];
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', owner, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	execFileSync(programPath('initdb'), init, { cwd: folder, ...user, stdio: 'pipe' });

	const settings = ['fsync=off', `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one]);
	const args = ['-D', data, ...address, ...settings];
	const logFile = join(folder, 'postgres.log');
	const server = new Program(programPath('postgres'), args, { folder, user, logFile });
	const isReady = programPath('pg_isready');
	try {
		await server.untilReady(() => spawnSync(isReady, address).status === 0);
	} catch (error) {
		await server.end('SIGQUIT');
		throw error;
	}
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: owner,
			DB_POSTGRESDB_POOL_SIZE: '10',
			// On a busy machine n8n would think that its database is gone, and refuse requests for a while.
			DB_PING_TIMEOUT_MS: '60000',
		},
		dump: () =>
			execFileSync(programPath('pg_dump'), [...address, '-U', owner, database], {
				encoding: 'utf8',
				maxBuffer: mostDumpBytes,
			}),
		// A fast shutdown, which does not wait for those who are connected.
		end: async () => await server.end('SIGINT'),
	};
}

type ProgramOptions = {
	/** Where it runs; it must be able to enter it. */
	folder: string;
	logFile: string;
	/** Whom it runs as, where that is not ourselves. */
	user?: { uid: number; gid: number };
};

const readyWithinMs = 30_000;
const graceMs = 10_000;

/** A server that is not ours, in a process of its own. */
class Program {
	private readonly child: ChildProcess;

	private readonly ended: Promise<unknown>;

	constructor(
		private readonly path: string,
		args: readonly string[],
		private readonly options: ProgramOptions,
	) {
		const { folder: cwd, logFile, user } = options;
		const log = openSync(logFile, 'a');
		this.child = spawn(path, args, { cwd, ...user, stdio: ['ignore', log, log] });
		closeSync(log);
		this.ended = new Promise((resolve) => this.child.once('error', resolve).once('exit', resolve));
	}

	/** Asks until it answers. */
	async untilReady(isReady: () => boolean): Promise<void> {
		const untilMs = Date.now() + readyWithinMs;
		while (!isReady()) {
			await sleep(100);
			if (this.isRunning && Date.now() < untilMs) continue;
			const words = readFileSync(this.options.logFile, 'utf8').slice(-500);
			throw new Error(`${this.path} did not start: ${words}`);
		}
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		if (!this.isRunning) return;
		this.child.kill(signal);
		const late = sleep(graceMs, 'late', { ref: false });
		if ((await Promise.race([this.ended, late])) === 'late') this.child.kill('SIGKILL');
		await this.ended;
	}

	private get isRunning(): boolean {
		const { pid, exitCode, signalCode } = this.child;
		return pid !== undefined && exitCode === null && signalCode === null;
	}
}

const versions = '/usr/lib/postgresql';

/** Where Debian puts a program: PostgreSQL's servers are not on the path. */
function programPath(name: string): string {
	const newestFirst = existsSync(versions)
		? readdirSync(versions).sort((a, b) => Number(b) - Number(a))
		: [];
	const folders = [
		...newestFirst.map((version) => join(versions, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		`${name} is missing: the suite in queue mode needs Redis and PostgreSQL. Install them with: apt-get install redis-server postgresql`,
	);
}

/** PostgreSQL does not run as root: then it runs as the user that its package has made. */
function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) =>
		Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: idOf('-u'), gid: idOf('-g') };
}
