/** Something a person typed: understood, or invalid, with what is wrong and what to do instead. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string; hint: string };

export function understood<T>(value: T): Parsed<T> {
	return { ok: true, value };
}

export function invalid(message: string, hint: string): Parsed<never> {
	return { ok: false, message, hint };
}

/** Shows what was typed, whatever its type, short enough for a message. */
export function quote(input: unknown): string {
	const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input));
	return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
