/** A whole number, as English texts write it. */
export function thousands(value: number): string {
	return Math.round(value).toLocaleString('en-US');
}
