import { createCore, type SandboxCore } from '../core/core.mts';
import type { ApiAnswer, Outcome } from '../core/exchange.mts';
import type { CoreOptions } from '../core/state.mts';

export const startMs = Date.UTC(2025, 11, 3, 10, 50, 0);
export const whatsappId = { project_code: 'whatsapp', region: 'ID' };
export const unlimited = { perSecond: null, perMinute: null };

/** A core whose clock stands at the document's 2025-12-03T10:50:00Z until it is advanced. */
export function frozenCore(options: CoreOptions = {}): SandboxCore {
	return createCore({ speed: 0, startMs, ...options });
}

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
	return core.exchange({ ...parse(request), key, body });
}

/** Buys a number over the API: its order id. */
export function buy(core: SandboxCore, body: unknown = whatsappId): number {
	const id = property(call(core, 'POST /order', body).body, 'order_id');
	if (typeof id !== 'number') throw new Error('Nothing was bought');
	return id;
}

export function statusOf(core: SandboxCore, orderId: number): unknown {
	return property(call(core, `GET /order/${orderId}`).body, 'status');
}

export function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** One property of every row of a list's answer. */
export function column(
	answer: ApiAnswer,
	list: 'orders' | 'transactions',
	name: string,
): unknown[] {
	const rows = property(answer.body, list);
	if (!Array.isArray(rows)) throw new Error(`No ${list} in ${JSON.stringify(answer)}`);
	return rows.map((row) => property(row, name));
}

function parse(request: string) {
	const [method = '', target = ''] = request.split(' ');
	const [path = '', search = ''] = target.split('?');
	return { method, path, query: Object.fromEntries(new URLSearchParams(search)) };
}
