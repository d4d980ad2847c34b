import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { RequestEntry } from '../../sandbox/core/exchange.mts';
import type { Records } from '../place/place.mts';

export type Seen = ReadonlyMap<number, number>;

/**
 * When somebody was first told of each code: by a look at its order, or by a row of a list, which has the code too.
 * @param byList whether a list tells enough; who wants the text as well must look at the order itself.
 */
export function whenSeen({ requests, orders }: Records, byList: boolean): Seen {
	const seen = new Map<number, number>();
	const note = (order: OrderSnapshot | undefined, atMs: number) => {
		if (!order || order.receivedAtMs === null || atMs < order.receivedAtMs) return;
		seen.set(order.orderId, Math.min(atMs, seen.get(order.orderId) ?? Infinity));
	};
	const byId = new Map(orders.map((order) => [order.orderId, order]));
	for (const entry of requests) {
		if (entry.status !== 200) continue;
		if (entry.endpoint === 'order' && entry.orderId !== null) {
			note(byId.get(entry.orderId), entry.atMs);
		}
		if (byList && entry.endpoint === 'orders') {
			for (const order of rowsOf(entry, orders)) note(order, entry.atMs);
		}
	}
	return seen;
}

/** The rows that a list had: the sandbox of the benchmark puts the newest first. */
function rowsOf({ query, atMs }: RequestEntry, orders: readonly OrderSnapshot[]): OrderSnapshot[] {
	const { status, page = 1, page_size: size = 20 } = query;
	const isListed = (order: OrderSnapshot) =>
		order.createdAtMs <= atMs && (status === undefined || statusAt(order, atMs) === status);
	const from = (Number(page) - 1) * Number(size);
	return orders
		.filter(isListed)
		.reverse()
		.slice(from, from + Number(size));
}

function statusAt({ receivedAtMs, endedAtMs, phase }: OrderSnapshot, atMs: number): string {
	if (endedAtMs !== null && endedAtMs <= atMs) return phase;
	return receivedAtMs !== null && receivedAtMs <= atMs ? 'received' : 'pending';
}
