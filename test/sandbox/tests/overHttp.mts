import { withSandbox as anySandbox } from '../../support/withSandbox.mts';
import type { Sandbox, SandboxOptions } from '../server.mts';
import { startMs, unlimited } from './frozenCore.mts';

/** A sandbox behind HTTP whose clock stands still; it is closed after the test, and its ledger must add up then. */
export async function withSandbox(
	options: SandboxOptions,
	work: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
	await work(await anySandbox({ speed: 0, startMs, limits: unlimited, ...options }));
}

/** `send(sandbox, 'POST /order', {...})`; a path under `/__sandbox` is a control call. */
export async function send(
	sandbox: Sandbox,
	request: string,
	body?: unknown,
	signal?: AbortSignal,
): Promise<{ status: number; headers: Headers; body: unknown }> {
	const [method, path = ''] = request.split(' ');
	const isControl = path.startsWith('/__sandbox');
	const url = isControl ? sandbox.controlUrl.replace('/__sandbox', path) : sandbox.baseUrl + path;
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: isControl
			? {}
			: { authorization: `Bearer ${sandbox.key}`, 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
		signal,
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return text;
	}
}
