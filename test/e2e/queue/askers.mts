import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A request: which process sent it, and with which key. */
export type Ask = { process: string; key: string; method: string; path: string };

const requestLine = /^([A-Z]+) (\S+) /;
const bearer = /^authorization: *Bearer (\S+)/im;

/** Stands before the sandbox and notes who asks; only the system itself knows that for sure. */
export class Askers {
	private readonly asks: Ask[] = [];

	private readonly sockets = new Set<Socket>();

	private constructor(
		readonly baseUrl: string,
		private readonly close: () => void,
		private readonly pids: () => ReadonlyMap<string, number | undefined>,
	) {}

	/** @param pids the processes by name, as they run just now */
	static async open(
		sandboxUrl: string,
		pids: () => ReadonlyMap<string, number | undefined>,
	): Promise<Askers> {
		const { hostname, port, pathname } = new URL(sandboxUrl);
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const own = (server.address() as AddressInfo).port;
		const baseUrl = `http://127.0.0.1:${own}${pathname}`;
		const askers = new Askers(baseUrl, () => server.close(), pids);
		server.on('connection', (socket) => askers.pass(socket, hostname, Number(port)));
		return askers;
	}

	with(key: string): Ask[] {
		return this.asks.filter((ask) => ask.key === key);
	}

	end(): void {
		this.close();
		for (const socket of this.sockets) socket.destroy();
	}

	/** n8n opens a connection for each request, so that its beginning tells all. */
	private pass(near: Socket, hostname: string, port: number): void {
		const process = this.processOf(near);
		near.once('data', (first) => {
			const text = first.toString('latin1');
			const [, method = '', path = ''] = requestLine.exec(text) ?? [];
			const [, key = ''] = bearer.exec(text) ?? [];
			this.asks.push({ process, key, method, path: path.replace(/^\/api\/v1/, '') });
		});
		const far = connect(port, hostname);
		for (const [one, other] of [
			[near, far],
			[far, near],
		] as const) {
			this.sockets.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				this.sockets.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
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
