import type { Order } from '../domain/order';

/** Orders that were paid for by a try that failed, by the account that has them and the item they were bought for. */
const kept = new WeakMap<object, Map<string, Order>>();

/**
 * What an earlier try of the same node on the same items has left. n8n's Retry On Fail passes the very same item objects
 * again, and no other run ever sees them; once they are gone, so is what was kept for them.
 */
export class KeptOrders {
	/** @param owner tells nodes and accounts apart */
	constructor(
		private readonly items: readonly object[],
		private readonly owner: string,
	) {}

	keep(itemIndex: number, order: Order): void {
		const item = this.items[itemIndex];
		if (item) kept.set(item, (kept.get(item) ?? new Map<string, Order>()).set(this.owner, order));
	}

	/** Once only. */
	take(itemIndex: number): Order | undefined {
		const orders = kept.get(this.items[itemIndex] ?? this);
		const order = orders?.get(this.owner);
		orders?.delete(this.owner);
		return order;
	}
}
