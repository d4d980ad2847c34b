import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, isAlive } from '../../n8n/child.mts';

const graceMs = 30_000;

/** A server that is not ours, in a process of its own. */
export class Program {
	private readonly child: ChildProcess;

	private refusal = '';

	constructor(
		private readonly name: string,
		args: readonly string[],
		private readonly logFile: string,
		env = process.env,
	) {
		const log = openSync(logFile, 'a');
		this.child = spawn(name, args, { env, stdio: ['pipe', log, log] });
		closeSync(log);
		this.child.once('error', ({ message }) => {
			this.refusal = `${message}: install it with \`apt-get install redis-server postgresql\``;
		});
	}

	/** What it has said so far. */
	said(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/** Asks until it answers. */
	async untilReady(isReady: () => boolean, withinMs = 30_000): Promise<void> {
		const untilMs = Date.now() + withinMs;
		while (!isReady()) {
			await sleep(100);
			if (isAlive(this.child) && Date.now() < untilMs) continue;
			await this.end();
			throw new Error(`${this.name} did not start: ${this.refusal || this.said().slice(-500)}`);
		}
	}

	/** Asks it to end, and closes its input, which ends what reads from it. */
	async end(): Promise<void> {
		this.child.stdin?.end();
		await endChild(this.child, 'SIGTERM', graceMs);
	}
}
