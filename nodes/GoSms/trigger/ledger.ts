import { usualLifeMs, type Order } from '../domain/order';
import { isOfType, type Transaction } from '../domain/money';
import type { Result } from '../transport/failure';
import { readSince, type SincePage } from '../transport/listSince';
import type { List } from '../transport/paging';
import { wholeSecondMs } from '../engine/lifetime';

/** Tells cancelled orders from expired ones, long afterwards, by when their money came back. */
export class Ledger {
	private readonly returnedMs = new Map<string, number>();
	private pages: AsyncGenerator<Result<SincePage<Transaction>>> | undefined;
	/** What has been read of it, on the clock of the API's database. */
	private fromMs = Infinity;
	private toMs = -Infinity;
	private isRefused = false;

	constructor(private readonly list: List<Transaction>) {}

	/** When the money of an order came back; undefined when the ledger does not say. */
	returnOf(id: string): number | undefined {
		return this.returnedMs.get(id);
	}

	/**
	 * Reads on until it knows of these orders, or has no more to say about their time.
	 *
	 * @returns false when there was no time for that
	 */
	async read(orders: readonly Order[], mayGoOn: () => boolean): Promise<boolean> {
		const createdMs = orders.flatMap((order) => order.createdMs ?? []);
		const fromMs = Math.min(...createdMs) - wholeSecondMs;
		const toMs = Math.max(...createdMs) + usualLifeMs;
		const isUnknown = () => orders.some(({ id }) => !this.returnedMs.has(id));
		if (this.isRefused || createdMs.length === 0 || !isUnknown()) return true;
		if (!this.pages || fromMs < this.fromMs) {
			[this.fromMs, this.toMs] = [fromMs, -Infinity];
			this.pages = readSince(this.list, (one) => (one.createdMs ?? Infinity) < fromMs);
		}
		while (isUnknown() && this.toMs < toMs) {
			if (!mayGoOn()) return false;
			const next = await this.pages.next();
			if (next.done) break;
			const page = next.value;
			if (!page.ok) {
				this.isRefused = true;
				return true;
			}
			const { items } = page.value;
			this.isRefused = items.length > 0 && items.every((one) => one.createdMs === undefined);
			if (this.isRefused) return true;
			this.note(page.value);
		}
		return true;
	}

	/** What comes later is in newer pages than those that were read. */
	startAgain(): void {
		this.pages = undefined;
	}

	private note({ items, isJoined }: SincePage<Transaction>): void {
		for (const one of items) {
			if (one.orderId === '' || one.createdMs === undefined || isOfType(one, 'Hold')) continue;
			const before = this.returnedMs.get(one.orderId) ?? -Infinity;
			this.returnedMs.set(one.orderId, Math.max(before, one.createdMs));
		}
		const newestMs = Math.max(...items.map(({ createdMs }) => createdMs ?? -Infinity));
		if (isJoined) this.toMs = Math.max(this.toMs, newestMs);
	}
}
