import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a port on loopback that can be shut, as when a server is down: connections are refused then. */
export class Relay {
	private server: Server | undefined;

	private readonly sockets = new Set<Socket>();

	port = 0;

	constructor(private readonly target: number) {}

	/** As GoSMS's address, when the port is a sandbox's. */
	get baseUrl(): string {
		return `http://127.0.0.1:${this.port}/api/v1`;
	}

	/** Told of each connection before anything goes over it. */
	protected onConnection?(from: Socket): void;

	async open(): Promise<void> {
		const server = createServer((from) => {
			this.onConnection?.(from);
			const to = connect(this.target, '127.0.0.1');
			for (const socket of [from, to]) {
				this.sockets.add(socket);
				socket.on('close', () => this.sockets.delete(socket));
				socket.on('error', () => [from, to].forEach((one) => one.destroy()));
			}
			from.pipe(to).pipe(from);
		});
		await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
		this.port = (server.address() as AddressInfo).port;
		this.server = server;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.shut();
	}

	async shut(): Promise<void> {
		const { server } = this;
		this.server = undefined;
		const closed = new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}
}
