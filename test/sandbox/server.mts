import fastify, { type FastifyInstance } from 'fastify';

import type { SandboxControl } from './control/control.mts';
import { createCore, type SandboxCore } from './core/core.mts';
import type { RequestEntry } from './core/exchange.mts';
import type { CoreOptions } from './core/state.mts';
import { sandboxKey } from './core/world.mts';
import { registerForm } from './form/formRoutes.mts';
import { registerApi } from './http/apiRoutes.mts';
import { registerControl } from './http/controlRoutes.mts';
import { onlyFromHere } from './http/onlyFromHere.mts';
import { registerPhone } from './http/phoneRoutes.mts';
import { createWaits } from './http/waits.mts';

/** All settings (core/settings.mts), clock, accounts, seed and faults of the core, and: */
export interface SandboxOptions extends CoreOptions {
	/** Default: any free one. */
	port?: number;
}

export interface Sandbox {
	/** `http://127.0.0.1:PORT/api/v1` */
	readonly baseUrl: string;
	/** `http://127.0.0.1:PORT/__sandbox` */
	readonly controlUrl: string;
	/** `http://127.0.0.1:PORT/form`, a sign-up form to be tested with the numbers. */
	readonly formUrl: string;
	/** `http://127.0.0.1:PORT/phone/`, a page for people. */
	readonly phoneUrl: string;
	readonly port: number;
	/** The first account's key. */
	readonly key: string;
	/** What the control routes do, without HTTP. */
	readonly control: SandboxControl;
	/** The sandbox behind the HTTP shell. */
	readonly core: SandboxCore;
	/** The request log, oldest first. */
	readonly requests: readonly RequestEntry[];
	/** What the audits found so far; every test should find it empty. */
	readonly violations: readonly string[];
	/** Ends at once: open connections are destroyed, also those of requests that hang. */
	close(): Promise<void>;
}

const host = '127.0.0.1';

/** A stateful server of the documented API, in memory, on the loopback interface only. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, ...coreOptions } = options;
	const core = createCore(coreOptions);
	const waits = createWaits(core.clock);
	const app = fastify({ forceCloseConnections: true });

	const under = async (prefix: string, add: (part: FastifyInstance) => void) =>
		await app.register(
			(part, _options, done) => {
				add(part);
				done();
			},
			{ prefix },
		);
	await under('/api/v1', (api) => registerApi(api, core, waits));
	await under('/__sandbox', (part) => {
		onlyFromHere(part);
		registerControl(part, core);
	});
	await under('/form', (form) => registerForm(form, core.control));
	registerPhone(app, '/phone');
	const origin = await app.listen({ host, port });

	return {
		baseUrl: `${origin}/api/v1`,
		controlUrl: `${origin}/__sandbox`,
		formUrl: `${origin}/form`,
		phoneUrl: `${origin}/phone/`,
		port: Number(new URL(origin).port),
		key: options.accounts?.[0]?.key ?? sandboxKey,
		control: core.control,
		core,
		get requests() {
			return core.requests;
		},
		get violations() {
			return core.violations;
		},
		async close() {
			waits.close();
			await app.close();
		},
	};
}
