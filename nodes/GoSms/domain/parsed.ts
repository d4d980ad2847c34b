/** What is wrong with something a person typed, and what to do instead; found before any request. */
export type Invalid = {
	ok: false;
	failure: { kind: 'explained'; happened: string; remedy: string; detail: string };
};

export type Parsed<T> = { ok: true; value: T } | Invalid;

export type Parser<T> = (input: unknown) => Parsed<T>;

export function understood<T>(value: T): Parsed<T> {
	return { ok: true, value };
}

export function invalid(happened: string, remedy: string): Invalid {
	const detail = 'Nothing was sent to GoSMS.';
	return { ok: false, failure: { kind: 'explained', happened, remedy, detail } };
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

/** A whole number from 1 on. @param name what the user reads */
export function count(name: string, most = Infinity): Parser<number> {
	const range = most === Infinity ? 'above zero' : `from 1 to ${most}`;
	return among(name, `Use a whole number ${range}.`, (input) => {
		const given = toNumber(input);
		return Number.isInteger(given) && given >= 1 && given <= most ? given : undefined;
	});
}

/** A number from 0 on. @param hint how to set it right */
export function quantity(name: string, hint: string, most = Infinity): Parser<number> {
	return among(name, hint, (input) => {
		const given = toNumber(input);
		return given >= 0 && given <= most ? given : undefined;
	});
}

/** One of a closed set, in whatever case. */
export function choice<T extends string>(name: string, choices: readonly T[]): Parser<T> {
	return among(name, `Use ${choices.join(', ')}.`, (input) => {
		const text = typeof input === 'string' ? input.trim().toLowerCase() : '';
		return choices.find((one) => one.toLowerCase() === text);
	});
}

function among<T>(name: string, hint: string, find: (input: unknown) => T | undefined): Parser<T> {
	return (input) => {
		const found = find(input);
		return found === undefined
			? invalid(`${name} cannot be ${quote(input)}`, hint)
			: understood(found);
	};
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
export function several<T>(parse: Parser<T>): Parser<ReadonlySet<T>> {
	return (input) => {
		const found = new Set<T>();
		for (const entry of entriesOf(input)) {
			const parsed = parse(entry);
			if (!parsed.ok) return parsed;
			found.add(parsed.value);
		}
		return understood(found);
	};
}
