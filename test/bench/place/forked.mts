import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

const withTypeScript = ['--import', 'tsx'];

/** A program of this folder in a child process, which must end when its channel does. */
export function startFile(
	file: string,
	args: readonly string[] = [],
	execArgv: readonly string[] = withTypeScript,
): ChildProcess {
	const path = fileURLToPath(new URL(`test/bench/${file}`, root));
	return fork(path, [...args], {
		cwd: fileURLToPath(root),
		execArgv: [...execArgv],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

/** The next message of a child; fails when it ends, or stays silent for too long. */
export async function nextMessage<T>(
	child: ChildProcess,
	read: (message: unknown) => T | undefined,
	timeoutMs: number,
): Promise<T> {
	const patience = AbortSignal.timeout(timeoutMs);
	const giveUp = new AbortController();
	const signal = AbortSignal.any([patience, giveUp.signal]);
	try {
		const message = await Promise.race([
			once(child, 'message', { signal }).then(([first]: unknown[]) => first),
			once(child, 'exit', { signal }).then(([status]) => {
				throw new Error(`a process of the benchmark ended with ${String(status)}`);
			}),
		]);
		const value = read(message);
		if (value === undefined) throw new TypeError('a process of the benchmark said something else');
		return value;
	} finally {
		giveUp.abort();
	}
}

/** Ends a child if it still runs; resolves when it has. */
export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
}
