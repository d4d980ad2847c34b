import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply } from 'fastify';

import type { SandboxClock } from '../core/clock.mts';
import type { SandboxCore } from '../core/core.mts';
import type { ApiAnswer, Outcome } from '../core/exchange.mts';

/** The documented API: every request under the prefix goes to the core, which knows what there is. */
export function registerApi(app: FastifyInstance, core: SandboxCore): void {
	// A body is a text here, whatever its type is said to be; an empty one is none (POST cancel sends that).
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	app.all<{ Querystring: Record<string, unknown> }>('/*', async (request, reply) => {
		const [path = ''] = request.raw.url?.split('?') ?? [];
		await send(
			core.exchange({
				method: request.method,
				path,
				query: request.query,
				headers: { authorization: request.headers.authorization },
				body: jsonOrText(request.body),
			}),
			reply,
			core.clock,
		);
	});
}

async function send(outcome: Outcome, reply: FastifyReply, clock: SandboxClock): Promise<void> {
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
			await wait(outcome.ms, clock);
			await send(outcome.then(), reply, clock);
			return;
	}
}

const longestLookMs = 20;

/** Looks at the clock again and again, since it may stand still, or be advanced; a closed sandbox is not kept alive. */
async function wait(ms: number, clock: SandboxClock): Promise<void> {
	const endsAt = clock.now() + ms;
	for (let leftMs = ms; leftMs > 0; leftMs = endsAt - clock.now())
		await sleep(Math.min(leftMs / clock.speed, longestLookMs), undefined, { ref: false });
}

function sendHalf(reply: FastifyReply, answer: ApiAnswer): void {
	const bytes = Buffer.from(textOf(answer.body));
	reply.raw.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
	reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
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
