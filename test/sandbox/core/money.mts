/** Money inside is an integer of 1e-6 units, so that no cent is lost in floats; the API's JSON carries floats. */
export function toMicros(amount: number): number {
	return Math.round(amount * 1_000_000);
}

export function fromMicros(micros: number): number {
	return micros / 1_000_000;
}
