import { byId, type Order } from '../domain/order';

/** More than are alive at the documented limits: an order lives ten minutes. */
const remembered = 20_000;

/** The orders that this process has seen in any answer, and those of them that are its own. */
export class SeenOrders {
	private readonly firstSeenMs = new Map<string, number>();
	private readonly owned = new Set<string>();
	private readonly boughtHere = new Set<string>();
	/** The highest ID so far; empty before the first. */
	private highest = '';
	private rises = true;

	/** @param nowMs on this machine's clock */
	note({ id }: Order, nowMs: number): void {
		if (this.firstSeenMs.has(id)) return;
		this.firstSeenMs.set(id, nowMs);
		forgetOldest(this.firstSeenMs);
		if (isNumber(id) && (this.highest === '' || byId(id, this.highest) > 0)) this.highest = id;
	}

	/**
	 * It was bought here, so that the moment in which it was first seen is that of its purchase.
	 *
	 * @param baseline what was the highest ID when the purchase was sent
	 */
	bought(order: Order, baseline: string): void {
		// Where IDs do not rise, none is a bound for what was there before.
		if (baseline !== '' && byId(order.id, baseline) < 0) this.rises = false;
		this.own(order.id);
		this.boughtHere.add(order.id);
		forgetOldest(this.boughtHere);
	}

	isBought(id: string): boolean {
		return this.boughtHere.has(id);
	}

	/** No order that is bought from now on has this ID or a lower one; empty when that is not known. */
	get baseline(): string {
		return this.rises ? this.highest : '';
	}

	/** Somebody in this process has bought it, or waits for it: it is no lost purchase. */
	own(id: string): void {
		this.owned.add(id);
		forgetOldest(this.owned);
	}

	isOwned(id: string): boolean {
		return this.owned.has(id);
	}

	/** `undefined` for an order that nobody here has seen. */
	seenSinceMs(id: string): number | undefined {
		return this.firstSeenMs.get(id);
	}
}

function isNumber(id: string): boolean {
	return /^\d+$/.test(id);
}

function forgetOldest(from: Map<string, unknown> | Set<string>): void {
	const [oldest] = from.keys();
	if (from.size > remembered && oldest !== undefined) from.delete(oldest);
}
