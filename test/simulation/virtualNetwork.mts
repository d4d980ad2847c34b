import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Account, ApiContext, Session } from '../../nodes/GoSms/transport/session.ts';
import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';
import type { SandboxCore } from '../sandbox/core/core.mts';
import type { Outcome } from '../sandbox/core/exchange.mts';
import type { VirtualClock } from './virtualClock.mts';

/** The way between a process and the sandbox: no sockets, but latency, lost connections and time-outs. */
export type Network = {
	core: SandboxCore;
	clock: VirtualClock;
	key: string;
	/** One way, in virtual ms. */
	latencyMs: () => number;
};

const timeoutMs = 30_000;

export function newSession(network: Network, account: Account, signal?: StopSignal): Session {
	return {
		context: contextOf(network),
		credentialId: '',
		baseUrl: 'http://127.0.0.1/api/v1',
		accountId: network.key,
		account,
		clock: network.clock,
		signal,
	};
}

/** As much of n8n's context as a request needs. */
function contextOf(network: Network): ApiContext {
	const httpRequestWithAuthentication = async (_type: string, options: IHttpRequestOptions) =>
		await exchange(network, options);
	return { helpers: { httpRequestWithAuthentication } } as unknown as ApiContext;
}

/** A request, and its answer or what came instead; like n8n's helper, it gives up when its signal fires. */
export async function exchange(network: Network, options: IHttpRequestOptions) {
	const { abortSignal } = options;
	const aborted = new Promise<never>((_, reject) => {
		abortSignal?.addEventListener?.('abort', () => {
			reject(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' }));
		});
	});
	return await Promise.race([send(network, options), aborted]);
}

async function send({ core, clock, key, latencyMs }: Network, options: IHttpRequestOptions) {
	await clock.sleep(latencyMs());
	let outcome: Outcome = core.exchange({
		method: options.method ?? 'GET',
		path: new URL(options.url).pathname,
		query: Object.fromEntries(Object.entries(options.qs ?? {}).map(([k, v]) => [k, String(v)])),
		key,
		body: options.body,
	});
	while (outcome.kind === 'wait') {
		await clock.sleep(outcome.ms);
		outcome = outcome.then();
	}
	if (outcome.kind === 'hang') {
		await clock.sleep(timeoutMs);
		throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
	}
	await clock.sleep(latencyMs());
	if (outcome.kind === 'drop') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
	const { status, headers, body } = outcome.answer;
	// As the node asks for it: as text.
	return {
		statusCode: status,
		headers,
		body: typeof body === 'string' ? body : JSON.stringify(body),
	};
}
