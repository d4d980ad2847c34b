import { byId, strayMs, usualLifeMs, type Order } from '../domain/order';

/** More than are alive at the documented limits: an order lives ten minutes. */
const remembered = 20_000;

/** The orders that this process has seen in any answer, and those of them that are its own. */
export class SeenOrders {
	private readonly firstSeenMs = new Map<string, number>();
	private readonly awaited = new Set<string>();
	/** When their purchases were sent. */
	private readonly boughtHere = new Map<string, number>();
	/** The highest ID so far, empty before the first, and when that order was created. */
	highest = '';
	private highestMs: number | undefined;
	/** Whether later orders have higher IDs; undefined until two have shown it. */
	private rises: boolean | undefined;

	/** @param nowMs on this machine's clock */
	note({ id, createdMs }: Order, nowMs: number): void {
		const firstMs = this.firstSeenMs.get(id);
		// Those that are still looked at are forgotten last.
		this.firstSeenMs.delete(id);
		this.firstSeenMs.set(id, firstMs ?? nowMs);
		if (firstMs !== undefined) return;
		forgetOldest(this.firstSeenMs);
		if (!/^\d+$/.test(id)) return;
		const isHigher = this.highest === '' || byId(id, this.highest) > 0;
		const laterMs = (createdMs ?? NaN) - (this.highestMs ?? NaN);
		if (Math.abs(laterMs) > strayMs) this.learn(isHigher === laterMs > 0);
		if (isHigher) [this.highest, this.highestMs] = [id, createdMs];
	}

	/** @param highest the highest ID when the purchase was sent, empty if unknown; @param sentMs when that was, here */
	bought(order: Order, highest: string, sentMs: number): void {
		if (highest !== '' && order.id !== highest) this.learn(byId(order.id, highest) > 0);
		this.boughtHere.set(order.id, sentMs);
		forgetOldest(this.boughtHere);
	}

	/**
	 * Whether a purchase was answered with an order that was there before it, or that another one got: its number would have
	 * two users.
	 *
	 * @param sentMs when the purchase was sent
	 */
	isAnothers(id: string, sentMs: number): boolean {
		const sinceMs = this.firstSeenMs.get(id) ?? -Infinity;
		const isAlive = sinceMs > sentMs - usualLifeMs;
		return isAlive && (sinceMs < sentMs || this.isBought(id));
	}

	private learn(rises: boolean): void {
		this.rises = rises && this.rises !== false;
	}

	isBought(id: string): boolean {
		return this.boughtHere.has(id);
	}

	/** When its purchase was sent: the order is no older than that. */
	boughtMs(id: string): number | undefined {
		return this.boughtHere.get(id);
	}

	isBoughtSince(id: string, ms: number): boolean {
		return this.isBought(id) && (this.firstSeenMs.get(id) ?? ms) > ms;
	}

	/** No order that is bought from now on has this ID or a lower one; empty when that is not known. */
	get baseline(): string {
		return this.rises ? this.highest : '';
	}

	/** Somebody in this process waits for it, and may have bought it elsewhere: no lost purchase is sure to have made it. */
	awaits(id: string): void {
		this.awaited.add(id);
		forgetOldest(this.awaited);
	}

	isAwaited(id: string): boolean {
		return this.awaited.has(id);
	}

	/** `undefined` for an order that nobody here has seen. */
	seenSinceMs(id: string): number | undefined {
		return this.firstSeenMs.get(id);
	}
}

function forgetOldest(from: Map<string, unknown> | Set<string>): void {
	const [oldest] = from.keys();
	if (from.size > remembered && oldest !== undefined) from.delete(oldest);
}
