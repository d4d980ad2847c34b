import { ask } from '../../n8n/ask.mts';
import { webhookStart } from '../runWorkflow/calling.mts';
import { chainOf, createAndWait, goSmsNode } from '../workflowOf.mts';
import type { QueuePlace } from './queuePlace.mts';

/** An account with a key and a credential of its own, so that the requests of the checks do not mix. */
export type QueueAccount = Awaited<ReturnType<typeof openAccount>>;

export async function openAccount(
	{ sandbox, client, askers, keys }: QueuePlace,
	name: string,
	requestsPerMinute = 150,
) {
	const key = `ch_queue_${name}_5f1c9a7e`;
	keys.push(key);
	sandbox.control.createAccount({ key, username: name, balance: 1_000 });
	const { baseUrl } = askers;
	const data = { apiKey: key, baseUrl, requestsPerMinute };
	return { name, key, credential: await client.createCredential(name, data) };
}

/** What came of it in the end: nothing pending, nothing frozen, and books that add up. */
export function moneyOf({ sandbox }: QueuePlace, { key }: QueueAccount) {
	const { control, violations } = sandbox;
	return {
		pending: control.orders(key).filter((order) => order.phase === 'pending').length,
		frozen: control.account(key).frozenBalance,
		violations: [...violations, ...control.audit()],
	};
}

export const allSettled = { pending: 0, frozen: 0, violations: [] };

/** A workflow that buys a number and waits for its SMS whenever it is called, and answers with the code. */
export function webhookWorkflow(account: QueueAccount, more: object = {}, settings: object = {}) {
	return chainOf(account, account.name, [
		webhookStart(account.name, { responseMode: 'lastNode' }),
		{ ...goSmsNode({ ...createAndWait(), ...more }), ...settings },
	]);
}

/** Calls a webhook so many times at once. */
export function callHook({ main }: QueuePlace, path: string, times: number) {
	return Array.from({ length: times }, async () => {
		const answer = await ask(`${main.baseUrl}/webhook/${path}`, { method: 'POST' });
		const body = (await answer.json()) as Record<string, unknown>;
		return { status: answer.status, body, endMs: Date.now() };
	});
}
