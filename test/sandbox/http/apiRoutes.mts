import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { SandboxCore } from '../core/core.mts';
import type { ApiAnswer, Outcome } from '../core/exchange.mts';
import type { Waits } from './waits.mts';

/** The documented API: every request under the prefix goes to the core, which knows what there is. */
export function registerApi(app: FastifyInstance, core: SandboxCore, waits: Waits): void {
	// A body is a text here, whatever its type is said to be; an empty one is none (POST cancel sends that).
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	app.all('/*', async (request, reply) => {
		const [path = ''] = request.raw.url?.split('?') ?? [];
		await send(
			core.exchange({
				method: request.method,
				path,
				query: queryOf(request),
				headers: { authorization: request.headers.authorization },
				body: jsonOrText(request.body),
			}),
			reply,
			waits,
		);
	});
}

async function send(outcome: Outcome, reply: FastifyReply, waits: Waits): Promise<void> {
	switch (outcome.kind) {
		case 'answer': {
			const { status, headers, body } = outcome.answer;
			await reply.code(status).headers(headers).send(textOf(body));
			return;
		}
		case 'hang':
			reply.hijack();
			return;
		case 'drop':
			reply.hijack();
			if (outcome.partOf) sendHalf(reply, outcome.partOf);
			else reply.raw.destroy();
			return;
		case 'wait':
			await waits.wait(outcome.ms, outcome.clock);
			await send(outcome.then(), reply, waits);
			return;
	}
}

function sendHalf(reply: FastifyReply, answer: ApiAnswer): void {
	const bytes = Buffer.from(textOf(answer.body));
	reply.raw.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
	reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

function queryOf(request: FastifyRequest): Record<string, unknown> {
	const { query } = request;
	return typeof query === 'object' && query !== null ? { ...query } : {};
}

function jsonOrText(body: unknown): unknown {
	if (typeof body !== 'string' || body.trim() === '') return undefined;
	try {
		const parsed: unknown = JSON.parse(body);
		return parsed;
	} catch {
		return body;
	}
}
