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
