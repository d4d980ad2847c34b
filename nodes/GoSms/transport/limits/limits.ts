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
