import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, isAlive } from '../../n8n/child.mts';

const graceMs = 10_000;

/** A server that is not ours, in a process of its own. */
export class Program {
	private readonly child: ChildProcess;

	private readonly ended: Promise<void>;

	private readonly path: string;

	private refusal = '';

	/** @param cwd where it runs; it must be able to enter it @param user whom it runs as, where that is not ourselves */
	constructor(
		name: string,
		args: readonly string[],
		private readonly logFile: string,
		cwd: string,
		user?: { uid: number; gid: number },
	) {
		this.path = programPath(name);
		this.child = spawn(this.path, args, { cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
		const log = createWriteStream(logFile);
		this.child.stdout?.pipe(log, { end: false });
		this.child.stderr?.pipe(log, { end: false });
		this.ended = new Promise((resolve) => {
			this.child.once('error', (error) => {
				this.refusal = error.message;
				resolve();
			});
			this.child.once('close', () => log.end(resolve));
		});
	}

	/** Asks until it answers. */
	async untilReady(isReady: () => boolean, withinMs = 30_000): Promise<void> {
		const untilMs = Date.now() + withinMs;
		while (!isReady()) {
			await sleep(100);
			if (isAlive(this.child) && Date.now() < untilMs) continue;
			const words = this.refusal || readFileSync(this.logFile, 'utf8').slice(-500);
			throw new Error(`${this.path} did not start: ${words}`);
		}
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		if (!isAlive(this.child)) return;
		await endChild(this.child, signal, graceMs);
		await this.ended;
	}
}

const versions = '/usr/lib/postgresql';

/** Where Debian puts a program: PostgreSQL's servers are not on the path. */
export function programPath(name: string): string {
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
export function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) =>
		Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: idOf('-u'), gid: idOf('-g') };
}
