/** Turns at even distances; so many that were not taken in their time may be taken at once. */
export class Pace {
	/** When the next turn may be taken. */
	freeMs = 0;

	constructor(private readonly atOnce: number) {}

	take(now: number, everyMs: number): void {
		this.freeMs = Math.max(this.freeMs, now - (this.atOnce - 1) * everyMs) + everyMs;
	}

	giveBack(everyMs: number): void {
		this.freeMs -= everyMs;
	}

	notBefore(ms: number): void {
		this.freeMs = Math.max(this.freeMs, ms);
	}
}
