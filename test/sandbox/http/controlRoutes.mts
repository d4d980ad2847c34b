import type { IncomingHttpHeaders } from 'node:http';

import type { FastifyInstance } from 'fastify';

import type { SandboxControl } from '../control/control.mts';

/** Every call of `SandboxControl`, for the phone and other processes: a POST whose body is the JSON list of its arguments. */
export function registerControl(app: FastifyInstance, control: SandboxControl): void {
	const calls = new Map<string, (...sent: never[]) => unknown>(Object.entries(control));

	app.addHook('onRequest', async ({ headers }, reply) => {
		if (isFromHere(headers)) return;
		await reply.code(403).send({ error: 'Only pages of the sandbox itself may do this' });
	});
	// Whatever the content type says, for the sake of short curl lines.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.setErrorHandler((error: Error, _request, reply) =>
		reply.code(409).send({ error: error.message }),
	);

	app.post<{ Params: { call: string } }>('/:call', ({ params, body }, reply) => {
		const call = calls.get(params.call);
		if (!call) throw new Error(`There is no call ${params.call}`);
		const sent = JSON.parse(String(body ?? '[]')) as never[];
		return reply.send(call(...sent) ?? {});
	});
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Keeps pages of other origins off: a browser sends their requests to loopback too. A foreign name that was made to
 * point here shows in Host; everything else in Origin or Sec-Fetch-Site, which programs other than browsers do not send.
 */
function isFromHere(headers: IncomingHttpHeaders): boolean {
	const { host = '', origin = `http://${host}`, 'sec-fetch-site': site = 'none' } = headers;
	const isOwnPage = origin === `http://${host}` && ['none', 'same-origin'].includes(String(site));
	return loopback.test(host) && isOwnPage;
}
