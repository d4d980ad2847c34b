/** More than are alive at the documented limits: an order lives ten minutes. */
const remembered = 10_000;

/** Orders that somebody in this process has bought or waits for: no lost purchase may take them for its own. */
export class OwnedOrders {
	private readonly ids = new Set<number>();

	has(orderId: number): boolean {
		return this.ids.has(orderId);
	}

	add(orderId: number): void {
		this.ids.add(orderId);
		const [oldest] = this.ids;
		if (this.ids.size > remembered && oldest !== undefined) this.ids.delete(oldest);
	}
}
