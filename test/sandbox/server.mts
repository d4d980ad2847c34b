import fastify, { type FastifyInstance } from 'fastify';

import { createCore } from './core/core.mts';
import type { CoreOptions } from './core/state.mts';
import { sandboxKey } from './core/world.mts';
import { registerForm } from './form/formRoutes.mts';
import { registerApi } from './http/apiRoutes.mts';
import { registerControl } from './http/controlRoutes.mts';
import { registerPhone } from './http/phoneRoutes.mts';

/** All settings (core/settings.mts), clock, accounts, seed and faults of the core, and: */
export interface SandboxOptions extends CoreOptions {
	/** Default: any free one. */
	port?: number;
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

const host = '127.0.0.1';

/** A stateful server of the documented API, in memory, on the loopback interface only. */
export async function startSandbox(options: SandboxOptions = {}) {
	const { port = 0, ...coreOptions } = options;
	const core = createCore(coreOptions);
	const app = fastify({ forceCloseConnections: true });

	const under = async (prefix: string, add: (part: FastifyInstance) => void) =>
		await app.register(
			(part, _options, done) => {
				add(part);
				done();
			},
			{ prefix },
		);
	await under('/api/v1', (api) => registerApi(api, core));
	await under('/__sandbox', (part) => registerControl(part, core.control));
	await under('/form', (form) => registerForm(form, core.control));
	registerPhone(app, '/phone');
	const origin = await app.listen({ host, port });

	return {
		baseUrl: `${origin}/api/v1`,
		controlUrl: `${origin}/__sandbox`,
		/** A sign-up form to be tested with the numbers. */
		formUrl: `${origin}/form`,
		/** A page for people. */
		phoneUrl: `${origin}/phone/`,
		port: Number(new URL(origin).port),
		/** The first account's key. */
		key: options.accounts?.[0]?.key ?? sandboxKey,
		/** What the control routes do, without HTTP. */
		control: core.control,
		/** The sandbox behind the HTTP shell. */
		core,
		requests: core.requests,
		violations: core.violations,
		/** Ends at once: open connections are destroyed, also those of requests that hang. */
		close: () => app.close(),
		[Symbol.asyncDispose]: () => app.close(),
	};
}
