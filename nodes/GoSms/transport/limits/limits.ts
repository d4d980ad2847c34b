/**
 * Who goes first when requests are scarce: money and codes in turns, then purchases, then everything that only looks, and
 * last what nobody waits for: bulk cancels and triggers.
 */
export const priorities = ['cancel', 'code', 'purchase', 'look', 'background'] as const;
export type Priority = (typeof priorities)[number];

export type Limits = { perSecond: number; perMinute: number };

/** What the document allows each key. */
export const documentedLimits: Limits = { perSecond: 10, perMinute: 300 };

export function partOf({ perSecond, perMinute }: Limits, part: number): Limits {
	return {
		perSecond: Math.max(1, Math.floor(perSecond * part)),
		perMinute: Math.max(1, Math.floor(perMinute * part)),
	};
}

/** Evenly spaced turns; up to `atOnce` that were missed may be taken together. */
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

/** Lists that are read again and again may take 36 of the 300 requests a minute: purchases and codes keep the rest. */
export const msPerPage = 60_000 / 36;
