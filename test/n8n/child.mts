import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether it has been started and has not ended. */
export function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
	return pid !== undefined && exitCode === null && signalCode === null;
}

/** Asks a process to end, and makes it when it takes too long. */
export async function endChild(
	child: ChildProcess,
	signal: NodeJS.Signals,
	graceMs: number,
): Promise<void> {
	if (!isAlive(child)) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill(signal);
	const late = sleep(graceMs, 'late', { ref: false });
	if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
	await ended;
}
