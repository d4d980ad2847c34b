import type { IncomingHttpHeaders } from 'node:http';

import type { FastifyInstance } from 'fastify';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Keeps pages of other origins off: a browser sends their requests to loopback too. A foreign name that was made to
 * point here shows in Host; everything else in Origin or Sec-Fetch-Site, which programs other than browsers do not send.
 */
export function onlyFromHere(app: FastifyInstance): void {
	app.addHook('onRequest', async ({ headers }, reply) => {
		if (isFromHere(headers)) return;
		await reply.code(403).send({ error: 'Only pages of the sandbox itself may do this' });
	});
}

function isFromHere(headers: IncomingHttpHeaders): boolean {
	const { host = '', origin = `http://${host}`, 'sec-fetch-site': site = 'none' } = headers;
	const isOwnPage = origin === `http://${host}` && ['none', 'same-origin'].includes(String(site));
	return loopback.test(host) && isOwnPage;
}
