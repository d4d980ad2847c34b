import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import type { FastifyInstance } from 'fastify';

const folder = join(import.meta.dirname, '..', 'phone');

const contentTypes = new Map([
	['.html', 'text/html; charset=utf-8'],
	['.css', 'text/css; charset=utf-8'],
	['.js', 'text/javascript; charset=utf-8'],
]);

/** The page loads nothing from elsewhere, and nobody else's page may frame it. */
const headers = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
};

/** The phone: a page for people, which uses the control routes. Each file is read anew, so that a reload shows a change. */
export function registerPhone(app: FastifyInstance, prefix: string): void {
	for (const name of readdirSync(folder)) {
		const path = name === 'index.html' ? `${prefix}/` : `${prefix}/${name}`;
		const contentType = contentTypes.get(extname(name));
		if (contentType === undefined) throw new Error(`What is ${name}?`);
		app.get(path, (_request, reply) =>
			reply
				.headers({ ...headers, 'content-type': contentType })
				.send(readFileSync(join(folder, name))),
		);
	}
	for (const path of ['/', prefix])
		app.get(path, (_request, reply) => reply.redirect(`${prefix}/`));
}
