import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { Address } from './place.mts';

/** A control call of a sandbox that may be in another process. */
export async function control({ baseUrl }: Address, route: string, body: object): Promise<void> {
	const url = new URL(`/__sandbox/${route}`, baseUrl);
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${url.pathname} answered ${answer.status}`);
}

export async function ordersOf({ baseUrl, key }: Address): Promise<OrderSnapshot[]> {
	const answer = await fetch(new URL(`/__sandbox/state?limit=10000&key=${key}`, baseUrl));
	return ((await answer.json()) as { orders: OrderSnapshot[] }).orders;
}
