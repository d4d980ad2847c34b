export type Random = ReturnType<typeof createRandom>;

/** Seeded (mulberry32): the same seed gives the same run. */
export function createRandom(seed: number) {
	let state = seed >>> 0;
	/** From 0 up to, but not including, 1. */
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	/** A whole number from `min` to `max`, both included. */
	const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
	return { next, between };
}
