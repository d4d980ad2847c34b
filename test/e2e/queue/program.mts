import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, isAlive } from '../../n8n/child.mts';

export type ProgramOptions = {
	/** Where it runs; it must be able to enter it. */
	folder: string;
	logFile: string;
	/** Whom it runs as, where that is not ourselves. */
	user?: { uid: number; gid: number };
};

const graceMs = 10_000;

/** A server that is not ours, in a process of its own. */
export class Program {
	private readonly child: ChildProcess;

	private readonly ended: Promise<void>;

	private refusal = '';

	constructor(
		private readonly path: string,
		args: readonly string[],
		private readonly options: ProgramOptions,
	) {
		const { folder: cwd, logFile, user } = options;
		this.child = spawn(path, args, { cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
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
			const words = this.refusal || readFileSync(this.options.logFile, 'utf8').slice(-500);
			throw new Error(`${this.path} did not start: ${words}`);
		}
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		if (!isAlive(this.child)) return;
		await endChild(this.child, signal, graceMs);
		await this.ended;
	}
}
