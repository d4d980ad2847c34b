/**
 * The server's clock as seen through the `Date` headers of its answers. A header names a whole second between the
 * sending of the request and the receipt of its answer, so every answer bounds the difference from both sides;
 * the bounds of several answers together are sharper than any of them.
 */
export class ServerClock {
	private lowMs = -Infinity;

	private highMs = Infinity;

	/** @param dateHeader as the server sent it; anything but a date is passed over. */
	observe(dateHeader: unknown, sentMs: number, receivedMs: number): void {
		const serverMs = typeof dateHeader === 'string' ? Date.parse(dateHeader) : NaN;
		if (Number.isNaN(serverMs)) return;
		const low = serverMs - receivedMs;
		const high = serverMs + 1_000 - sentMs;
		const low2 = Math.max(this.lowMs, low);
		const high2 = Math.min(this.highMs, high);
		// Bounds that exclude each other mean that one of the two clocks was set: only the newest answer counts then.
		[this.lowMs, this.highMs] = low2 <= high2 ? [low2, high2] : [low, high];
	}

	/** The server's time at a time of this machine; the same until the first answer. */
	at(localMs: number): number {
		return Number.isFinite(this.lowMs) ? localMs + (this.lowMs + this.highMs) / 2 : localMs;
	}
}
