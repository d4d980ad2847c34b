import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Relay } from '../../n8n/relay.mts';

/** A request: which process sent it, and with which key. */
export type Ask = { process: string; key: string; method: string; path: string };

const requestLine = /^([A-Z]+) (\S+) /;
const bearer = /^authorization: *Bearer (\S+)/im;

/** Stands before the sandbox and notes who asks; only the system itself knows that for sure. */
export class Askers extends Relay {
	private readonly asks: Ask[] = [];

	/** @param pids the processes by name, as they run just now */
	constructor(
		target: number,
		private readonly pids: () => ReadonlyMap<string, number | undefined>,
	) {
		super(target);
	}

	with(key: string): Ask[] {
		return this.asks.filter((ask) => ask.key === key);
	}

	/** n8n opens a connection for each request, so that its beginning tells all. */
	protected override onConnection(near: Socket): void {
		const process = this.processOf(near);
		near.once('data', (first) => {
			const text = first.toString('latin1');
			const [, method = '', path = ''] = requestLine.exec(text) ?? [];
			const [, key = ''] = bearer.exec(text) ?? [];
			this.asks.push({ process, key, method, path: path.replace(/^\/api\/v1/, '') });
		});
	}

	private processOf({ remotePort = 0, localPort = 0 }: Socket): string {
		const inode = inodeOf(remotePort, localPort);
		for (const [name, pid] of this.pids())
			if (pid !== undefined && holdsSocket(pid, inode)) return name;
		return 'unknown';
	}
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
