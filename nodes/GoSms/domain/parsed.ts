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

/** A number, or a text that is one, as expressions and agents write it; NaN for all else. */
export function toNumber(input: unknown): number {
	const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
	return typeof value === 'number' && Number.isFinite(value) ? value : NaN;
}

/** Whether a switch is set to `value`; expressions and agents may write that as text. */
export function isSetTo(value: boolean, input: unknown): boolean {
	return String(input).trim().toLowerCase() === String(value);
}

/** @param name what the user reads */
export function parseCount(name: string, most: number, input: unknown): Parsed<number> {
	const count = toNumber(input);
	if (Number.isInteger(count) && count >= 1 && count <= most) return understood(count);
	const range = most === Infinity ? 'above zero' : `from 1 to ${most}`;
	return invalid(`${name} cannot be ${quote(input)}`, `Use a whole number ${range}.`);
}

/** A number from 0 on. @param hint how to set it right */
export function parseQuantity(
	name: string,
	hint: string,
	input: unknown,
	most = Infinity,
): Parsed<number> {
	const quantity = toNumber(input);
	if (quantity >= 0 && quantity <= most) return understood(quantity);
	return invalid(`${name} cannot be ${quote(input)}`, hint);
}

/** One of a closed set, in whatever case; `name` is what the user reads. */
export function parseChoice<T extends string>(
	name: string,
	choices: readonly T[],
	input: unknown,
): Parsed<T> {
	const text = typeof input === 'string' ? input.trim().toLowerCase() : '';
	const known = choices.find((choice) => choice.toLowerCase() === text);
	if (known) return understood(known);
	return invalid(`${name} cannot be ${quote(input)}`, `Use ${choices.join(', ')}.`);
}

/** A choice from the list, or a text with commas from an expression. */
export function entriesOf(input: unknown): unknown[] {
	if (Array.isArray(input)) return input;
	if (typeof input !== 'string') return input === undefined || input === null ? [] : [input];
	return input.split(',').filter(isFilled);
}

/** The same, without what was left empty. */
export function filledEntriesOf(input: unknown): unknown[] {
	return entriesOf(input).filter(isFilled);
}

function isFilled(entry: unknown): boolean {
	return typeof entry !== 'string' || entry.trim() !== '';
}

/** All of them, or the first that is invalid. */
export function parseSeveral<T>(
	input: unknown,
	parse: (entry: unknown) => Parsed<T>,
): Parsed<ReadonlySet<T>> {
	const found = new Set<T>();
	for (const entry of entriesOf(input)) {
		const parsed = parse(entry);
		if (!parsed.ok) return parsed;
		found.add(parsed.value);
	}
	return understood(found);
}
