import type { Limits } from './limits';

/** One refusal takes at most half of the share, many together at most three quarters, ... */
const keptAtLeast = { first: 0.5, further: 0.25 } as const;
/** ... down to what was let through in the second before, or somewhat less than in the minute before. */
const keptOfMinute = 0.75;
/** Even at its share or below, a process gives way. */
const keptAtMost = 0.9;
const smallest = 0.02;

/** Doubles in well over two minutes: a pause after a refusal costs more than a share that is a little too small. */
const regainedPerMs = 0.3 / 60_000;
/** And this much in any case: a share that others have pressed down to almost nothing would double too slowly. */
const addedPerMs = 0.05 / 60_000;

/**
 * How much of a key's limits this process takes, from almost nothing to 1. Others may use the key too, and a 429 is the
 * only sign of them. A process that takes more gets more of those, so that all shares even out.
 */
export class FairShare {
	private part = 1;
	private setMs = 0;
	/** The share before the refusals of the current pause. */
	private before = 1;

	at(now: number): number {
		const sinceMs = now - this.setMs;
		return Math.min(1, this.part * Math.exp(sinceMs * regainedPerMs) + sinceMs * addedPerMs);
	}

	/**
	 * @param accepted what was lately let through; either limit may have been the one that was met
	 * @param isNew false for requests that were on their way together with one that was refused
	 */
	refused(now: number, accepted: Limits, limits: Limits, isNew: boolean): void {
		if (isNew) this.before = this.at(now);
		const kept = Math.max(
			this.before * (isNew ? keptAtLeast.first : keptAtLeast.further),
			accepted.perSecond / limits.perSecond,
			(keptOfMinute * accepted.perMinute) / limits.perMinute,
		);
		this.part = Math.max(smallest, Math.min(kept, this.before * keptAtMost));
		this.setMs = now;
	}
}
