import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endChild } from '../../n8n/child.mts';

const root = new URL('../../../', import.meta.url);

/** A program of this folder in a child process, which must end when its channel does. */
export function startFile(
	file: string,
	args: readonly string[] = [],
	nodeArgs: readonly string[] = [],
): ChildProcess {
	return fork(fileURLToPath(new URL(`test/bench/${file}`, root)), [...args], {
		cwd: fileURLToPath(root),
		execArgv: [...nodeArgs, '--import', 'tsx'],
		serialization: 'advanced',
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

/** The next message of a child, as its file sends it; fails when it ends, or stays silent for too long. */
export async function nextMessage<T>(child: ChildProcess, timeoutMs: number): Promise<T> {
	const giveUp = new AbortController();
	const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), giveUp.signal]);
	const ended = once(child, 'exit', { signal }).then(([status]) => {
		throw new Error(`a process of the benchmark ended with ${String(status)}`);
	});
	try {
		const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
		return message;
	} finally {
		giveUp.abort();
	}
}

/** Ends a child if it still runs; resolves when it has. */
export const end = async (child: ChildProcess) => await endChild(child, 'SIGKILL', 0);

/** The one thing that a program has to say. */
export async function resultOf<T>(
	file: string,
	args: readonly string[],
	timeoutMs: number,
	nodeArgs: readonly string[] = [],
): Promise<T> {
	const child = startFile(file, args, nodeArgs);
	try {
		return await nextMessage<T>(child, timeoutMs);
	} finally {
		await end(child);
	}
}
