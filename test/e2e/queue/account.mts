import { chainOf, createAndWait, gosmsNode, webhookStart } from '../workflowOf.mts';
import type { QueuePlace } from './queuePlace.mts';

/** An account with a key and a credential of its own, so that the requests of the checks do not mix. */
export type QueueAccount = {
	name: string;
	key: string;
	credential: { id: string; name: string };
};

export async function openAccount(
	{ sandbox, client, askers, keys }: QueuePlace,
	name: string,
	requestsPerMinute = 150,
): Promise<QueueAccount> {
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

/** An active workflow that buys a number and waits for its SMS whenever it is called, and answers with the code. */
export async function activateHook(
	{ client }: QueuePlace,
	account: QueueAccount,
	more: object = {},
	settings: object = {},
): Promise<{ id: string }> {
	const start = webhookStart(account.name, 'lastNode');
	const buying = gosmsNode({ ...createAndWait(), ...more }, settings);
	const workflow = await client.createWorkflow(chainOf(account, account.name, [start, buying]));
	await client.activate(workflow);
	return workflow;
}

export type Call = { status: number; body: Record<string, unknown>; endMs: number };

/** Calls the webhook of an account so many times at once. */
export function callHook(
	{ main }: QueuePlace,
	{ name }: QueueAccount,
	times: number,
): Array<Promise<Call>> {
	return Array.from({ length: times }, async () => {
		const answer = await fetch(`${main.baseUrl}/webhook/${name}`, { method: 'POST' });
		const body = (await answer.json()) as Record<string, unknown>;
		return { status: answer.status, body, endMs: Date.now() };
	});
}
