import type { Order } from '../domain/order';
import type { Result } from '../transport/failure';

/** What a failed try has paid for, or may have, by the item that it was bought for and the owner. */
const kept = new WeakMap<object, Map<string, Result<Order>>>();

/**
 * What an earlier try of the same node on the same items has left. n8n's Retry On Fail passes the very same item objects
 * again, and no other run ever sees them; once they are gone, so is what was kept for them.
 */
export class KeptOrders {
	/** @param owner tells nodes apart */
	constructor(
		private readonly items: readonly object[],
		private readonly owner: string,
	) {}

	/** @param left an order, or why it is unknown whether there is one */
	keep(itemIndex: number, left: Result<Order>): void {
		const item = this.items[itemIndex];
		if (!item) return;
		kept.set(item, (kept.get(item) ?? new Map<string, Result<Order>>()).set(this.owner, left));
	}

	/** Once only. */
	take(itemIndex: number): Result<Order> | undefined {
		const all = kept.get(this.items[itemIndex] ?? this);
		const left = all?.get(this.owner);
		all?.delete(this.owner);
		return left;
	}
}
