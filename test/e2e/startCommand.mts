import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { isAlive } from '../n8n/child.mts';
import { untilTrue } from '../n8n/untilTrue.mts';

const root = join(import.meta.dirname, '..', '..');
const program = ['--import', 'tsx', join(root, 'test', 'start', 'start.mts')];
const openWithinMs = 300_000;
const endedWithinMs = 60_000;

/** `npm start` as a terminal runs it: in a process group of its own, to which Ctrl-C goes. */
export class StartCommand {
	private static readonly all: StartCommand[] = [];

	output = '';

	private constructor(private readonly child: ChildProcess) {
		const take = (chunk: string) => (this.output += chunk);
		child.stdout?.setEncoding('utf8').on('data', take);
		child.stderr?.setEncoding('utf8').on('data', take);
		StartCommand.all.push(this);
	}

	/** With npm around it. */
	static byNpm(folder: string, ...more: string[]): StartCommand {
		return StartCommand.spawn('npm', ['start', '--', '--folder', folder, ...more]);
	}

	/** The program alone, so that a signal can meet nothing but it. */
	static alone(folder: string, ...more: string[]): StartCommand {
		return StartCommand.spawn(process.execPath, [...program, '--folder', folder, ...more]);
	}

	/** What `npm run dev` runs, with the source in another folder. */
	static dev(folder: string, source: string): StartCommand {
		return StartCommand.spawn(process.execPath, [...program, '--dev', '--folder', folder], source);
	}

	private static spawn(program: string, args: string[], cwd = root): StartCommand {
		return new StartCommand(spawn(program, args, { cwd, detached: true }));
	}

	/** What it printed: the words behind a name at the beginning of a line. */
	printed(name: string): string {
		return new RegExp(`^${name} +(.+)$`, 'm').exec(this.output)?.[1] ?? '';
	}

	async opened(): Promise<void> {
		const isOpen = () => this.output.includes('Ctrl-C ends n8n');
		await untilTrue('the address', () => isOpen() || !isAlive(this.child), openWithinMs);
		if (!isOpen()) throw new Error(`It ended: ${this.output}`);
	}

	/** @returns the exit code. */
	async ended(): Promise<number | null> {
		await untilTrue('its end', () => !isAlive(this.child), endedWithinMs);
		return this.child.exitCode;
	}

	/** Ends it, and all that it started. @returns the exit code */
	async pressCtrlC(): Promise<number | null> {
		this.signalGroup('SIGINT');
		const code = await this.ended();
		await this.nothingLeft(10_000);
		return code;
	}

	killAlone(): void {
		this.child.kill('SIGKILL');
	}

	/** Every one, whatever a test came to. */
	static killAll(): void {
		for (const command of StartCommand.all) command.signalGroup('SIGKILL');
	}

	async nothingLeft(withinMs: number): Promise<void> {
		await untilTrue('the end of all processes', () => !this.signalGroup(0), withinMs);
	}

	private signalGroup(signal: NodeJS.Signals | 0): boolean {
		const { pid } = this.child;
		try {
			return pid !== undefined && process.kill(-pid, signal);
		} catch {
			return false;
		}
	}
}
