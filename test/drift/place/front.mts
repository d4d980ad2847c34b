import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, Asked } from '../deviation.mts';

/** Answers the requests of one cell; `drop` destroys the connection instead. */
export type Handler = (asked: Asked) => Promise<Answer | 'drop'>;

/** One HTTP server for all cells: the first part of the path says whose request it is. */
export class Front {
	private readonly handlers = new Map<string, Handler>();

	private readonly server: Server = createServer((request, response) => {
		void this.serve(request, response);
	});

	async listen(): Promise<void> {
		await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
	}

	/** @returns the base URL under which the cell is asked. */
	open(cell: string, handler: Handler): string {
		this.handlers.set(cell, handler);
		const address = this.server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		return `http://127.0.0.1:${port}/${cell}/api/v1`;
	}

	close(cell: string): void {
		this.handlers.delete(cell);
	}

	async end(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((closed) => this.server.close(closed));
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '', 'http://front');
		const [, cell = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
		const body = await textOf(request);
		const { authorization } = request.headers;
		const answer = await this.handlers.get(cell)?.({
			method: request.method ?? 'GET',
			path,
			query: Object.fromEntries(url.searchParams),
			headers: { authorization },
			...(body !== '' && { body: JSON.parse(body) }),
		});
		if (!answer || answer === 'drop') return void response.destroy();
		response.sendDate = false;
		response.writeHead(answer.status, answer.headers).end(answer.text);
	}
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}
