/**
 * Somebody else's clock, as seen through times that they gave between a request and its answer: every answer bounds the
 * difference from both sides, and the bounds of several answers together are sharper than any of them.
 */
export class RemoteClock {
	private lowMs = -Infinity;
	private highMs = Infinity;
	private lastMs = -Infinity;

	/** @param theirMs in whole seconds: the true time is up to one later */
	observe(theirMs: number | undefined, sentMs: number, receivedMs: number): void {
		if (theirMs === undefined || Number.isNaN(theirMs)) return;
		const low = theirMs - receivedMs;
		const high = theirMs + 1_000 - sentMs;
		const low2 = Math.max(this.lowMs, low);
		const high2 = Math.min(this.highMs, high);
		// Bounds that exclude each other mean that one of the two clocks was set: only the newest answer counts then.
		if (low2 <= high2) [this.lowMs, this.highMs] = [low2, high2];
		else if (sentMs >= this.lastMs) [this.lowMs, this.highMs] = [low, high];
		this.lastMs = Math.max(this.lastMs, sentMs);
	}

	get isKnown(): boolean {
		return Number.isFinite(this.lowMs);
	}

	/** How far from the truth it may be; 0 until the first answer. */
	get uncertaintyMs(): number {
		return this.isKnown ? (this.highMs - this.lowMs) / 2 : 0;
	}

	/** Their time at a time of this machine; the same until the first answer. */
	at(localMs: number): number {
		return this.isKnown ? localMs + (this.lowMs + this.highMs) / 2 : localMs;
	}
}
