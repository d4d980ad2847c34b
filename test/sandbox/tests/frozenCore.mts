import { withSandbox } from '../../support/withSandbox.mts';
import { createCore, type SandboxCore } from '../core/core.mts';
import type { ApiAnswer, Outcome } from '../core/exchange.mts';
import type { CoreOptions } from '../core/state.mts';
import type { SandboxOptions } from '../server.mts';

const startMs = Date.UTC(2025, 11, 3, 10, 50, 0);
export const whatsappId = { project_code: 'whatsapp', region: 'ID' };
export const unlimited = { perSecond: null, perMinute: null };

/** A core whose clock stands at the document's 2025-12-03T10:50:00Z until it is advanced. */
export function frozenCore(options: CoreOptions = {}): SandboxCore {
	return createCore({ speed: 0, startMs, ...options });
}

/** The same behind HTTP, without limits. */
export const frozenSandbox = (options: SandboxOptions = {}) =>
	withSandbox({ speed: 0, startMs, limits: unlimited, ...options });

/** `call(core, 'GET /user/orders?page=2')` */
export function call(
	core: SandboxCore,
	request: string,
	body?: unknown,
	key = 'ch_sandbox',
): ApiAnswer {
	const outcome = exchange(core, request, body, key);
	if (outcome.kind !== 'answer') throw new Error(`No answer but ${outcome.kind}`);
	return outcome.answer;
}

export function exchange(
	core: SandboxCore,
	request: string,
	body?: unknown,
	key = 'ch_sandbox',
): Outcome {
	const [method = '', path = '', search = ''] = request.split(/[ ?]/);
	const query = Object.fromEntries(new URLSearchParams(search));
	return core.exchange({ method, path, query, key, body });
}

/** Buys a number over the API: its order id. */
export function buy(core: SandboxCore, body: unknown = whatsappId): number {
	const { status, body: order } = call(core, 'POST /order', body);
	if (status !== 200) throw new Error(`Not bought: ${status}`);
	return (order as { order_id: number }).order_id;
}

/** One property of every row of a list's answer. */
export function column({ body }: ApiAnswer, list: 'orders' | 'transactions', name: string) {
	const lists = body as Record<typeof list, Array<Record<string, unknown>>>;
	return lists[list].map((row) => row[name]);
}
