import type { Clock } from '../../transport/clock';

/** What takes longer keeps nobody waiting: it is asked for again, a list order by order. */
export const slowMs = 4_000;

/** Orders that are being asked about one by one. */
export class AskedFor {
	private readonly sinceMs = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	get size(): number {
		return this.sinceMs.size;
	}

	/** False too when the answer takes so long that another look is worth it. */
	has(orderId: string): boolean {
		return this.clock.now() < this.againMs(orderId);
	}

	/** When it may be asked about again; -Infinity for at once. */
	againMs(orderId: string): number {
		return (this.sinceMs.get(orderId) ?? -Infinity) + slowMs;
	}

	async during<T>(orderId: string, look: Promise<T>): Promise<T> {
		const now = this.clock.now();
		this.sinceMs.set(orderId, now);
		const answer = await look;
		if (this.sinceMs.get(orderId) === now) this.sinceMs.delete(orderId);
		return answer;
	}
}
