import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/server.mts';

type Running = { phoneUrl: string; accountUrl: string; username: string };

/** It is on this machine. */
const answersWithinMs = 2_000;

const fileIn = (folder: string) => join(folder, 'running.json');

/**
 * The phone of another start that has this folder now. A process ID would not tell: after a crash it may be anybody's;
 * the other one's sandbox knows its own user.
 */
export async function otherStart(folder: string): Promise<string | undefined> {
	// Node.js asks for ever when another program has the port by now and hangs up on everybody.
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), answersWithinMs);
	try {
		const text = readFileSync(fileIn(folder), 'utf8');
		const { phoneUrl, accountUrl, username } = JSON.parse(text) as Running;
		const answer = await fetch(accountUrl, { method: 'POST', signal: patience.signal });
		const account = (await answer.json()) as { username: string };
		return account.username === username ? phoneUrl : undefined;
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

export function takeFolder(folder: string, { phoneUrl, controlUrl, control }: Sandbox): void {
	const { username } = control.account();
	const running: Running = { phoneUrl, accountUrl: `${controlUrl}/account`, username };
	mkdirSync(folder, { recursive: true });
	writeFileSync(fileIn(folder), JSON.stringify(running));
}

export function leaveFolder(folder: string): void {
	rmSync(fileIn(folder), { force: true });
}
