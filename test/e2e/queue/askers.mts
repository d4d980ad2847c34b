import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Relay } from '../../n8n/relay.mts';

/** A request: which process sent it, and with which key. */
type Ask = { process: string; key: string; method: string; path: string };

/** Stands before the sandbox and notes who asks; only the system itself knows that for sure. */
export type Askers = { baseUrl: string; with: (key: string) => Ask[]; end: () => Promise<void> };

const requestLine = /^([A-Z]+) (?:\/api\/v1)?(\S+) /;
const bearer = /^authorization: *Bearer (\S+)/im;

/** @param pids the processes by name, as they run just now */
export async function openAskers(
	sandboxPort: number,
	pids: () => ReadonlyMap<string, number | undefined>,
): Promise<Askers> {
	const asks: Ask[] = [];
	const relay = new Relay(sandboxPort, (from) => {
		const process = processOf(from, pids());
		// n8n opens a connection for each request, so that its beginning tells all.
		from.once('data', (first) => {
			const text = first.toString('latin1');
			const [, method = '', path = ''] = requestLine.exec(text) ?? [];
			const [, key = ''] = bearer.exec(text) ?? [];
			asks.push({ process, key, method, path });
		});
	});
	await relay.open();
	return {
		baseUrl: relay.baseUrl,
		with: (key) => asks.filter((ask) => ask.key === key),
		end: async () => await relay.shut(),
	};
}

function processOf(
	{ remotePort = 0, localPort = 0 }: Socket,
	pids: ReadonlyMap<string, number | undefined>,
): string {
	const inode = inodeOf(remotePort, localPort);
	for (const [name, pid] of pids) if (pid !== undefined && holdsSocket(pid, inode)) return name;
	return 'unknown';
}

/** Of the socket at the other end of a connection on loopback. */
function inodeOf(from: number, to: number): string {
	const at = (port: number) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n');
	const row = rows.find((one) => one.includes(` ${at(from)} ${at(to)} `));
	return row?.trim().split(/\s+/)[9] ?? 'none';
}

function holdsSocket(pid: number, inode: string): boolean {
	const folder = `/proc/${pid}/fd`;
	try {
		return readdirSync(folder).some((fd) => linkOf(`${folder}/${fd}`) === `socket:[${inode}]`);
	} catch {
		return false;
	}
}

function linkOf(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return '';
	}
}
