/** NaN when there is nothing. */
export function median(values: readonly number[]): number {
	const rising = [...values].sort((a, b) => a - b);
	const middle = (rising.length - 1) / 2;
	const below = rising[Math.floor(middle)] ?? NaN;
	const above = rising[Math.ceil(middle)] ?? NaN;
	return (below + above) / 2;
}

/** A value that was found several times, with the outermost of them. */
export type Spread = { median: number; least: number; most: number };

export function spreadOf(values: readonly number[]): Spread {
	return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}
