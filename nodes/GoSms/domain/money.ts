/**
 * Amounts of the API are JSON floats in the account's currency. They are passed on as given, but compared and added as
 * whole millionths, so that 0.1 + 0.2 is 0.3.
 */
export function toMicros(amount: number): number {
	return Math.round(amount * 1e6);
}

export function fromMicros(micros: number): number {
	return micros / 1e6;
}

/** For messages: at least two decimals, and no more than the amount has. */
export function showMicros(micros: number): string {
	const exact = fromMicros(micros)
		.toFixed(6)
		.replace(/0{1,4}$/, '');
	return exact;
}

export function sameAmount(a: number, b: number): boolean {
	return toMicros(a) === toMicros(b);
}
