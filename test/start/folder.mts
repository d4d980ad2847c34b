import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/server.mts';

/** What one start tells the next one, beside n8n's own data. */
export type Kept = {
	credentialId?: string;
	/** The ID in n8n of each example that was ever imported, by its file name. */
	examples: Record<string, string>;
};

const keptIn = (folder: string) => join(folder, 'kept.json');

export function readKept(folder: string): Kept {
	return { examples: {}, ...read<Kept>(keptIn(folder)) };
}

export function writeKept(folder: string, kept: Kept): void {
	write(keptIn(folder), kept);
}

export const userFolderIn = (folder: string) => join(folder, 'user');

/** Takes away what a start has made, and nothing else that may be in the folder. */
export function forget(folder: string): void {
	for (const path of [keptIn(folder), userFolderIn(folder)])
		rmSync(path, { recursive: true, force: true });
}

type Running = { phoneUrl: string; stateUrl: string; username: string };

/** It is on this machine. */
const answersWithinMs = 2_000;

const runningIn = (folder: string) => join(folder, 'running.json');

/**
 * The phone of another start that has this folder now. A process ID would not tell: after a crash it may be anybody's;
 * the other one's sandbox knows its own user.
 */
export async function otherStart(folder: string): Promise<string | undefined> {
	const running = read<Running>(runningIn(folder));
	if (!running) return undefined;
	// Node.js asks for ever when another program has the port by now and hangs up on everybody.
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), answersWithinMs);
	try {
		const answer = await fetch(`${running.stateUrl}?limit=1`, { signal: patience.signal });
		const { account } = (await answer.json()) as { account: { username: string } };
		return account.username === running.username ? running.phoneUrl : undefined;
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

export function takeFolder(folder: string, { phoneUrl, controlUrl, control }: Sandbox): void {
	const { username } = control.account();
	write(runningIn(folder), { phoneUrl, stateUrl: `${controlUrl}/state`, username });
}

export function leaveFolder(folder: string): void {
	rmSync(runningIn(folder), { force: true });
}

function read<T>(path: string): T | undefined {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as T;
	} catch {
		return undefined;
	}
}

/** Whole or not at all, also when this process is killed meanwhile. */
function write(path: string, contents: object): void {
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(`${path}.new`, JSON.stringify(contents));
	renameSync(`${path}.new`, path);
}
