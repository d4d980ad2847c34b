import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../support/runGoSms.mts';
import type { Deviation } from '../deviation.mts';
import { done, lost, type Verdict } from '../verdict.mts';

/** Everything that a user gets to see of a run. */
export type Told = {
	items: IDataObject[];
	/** Message and description, where the run failed. */
	error: string | undefined;
	hints: string[];
	endMs: number;
};

export function toldBy({ json, error, hints }: Outcome, endMs: number): Told {
	return {
		items: error ? [] : json,
		error: error && [error.message, error.description].filter(Boolean).join(' | '),
		hints,
		endMs,
	};
}

/** Whether a text names a number, as a number of its own: `12345` is not in `912345`. */
export function names(text: string, id: string): boolean {
	return text.includes(id) && new RegExp(`(?<![\\w.])${id}(?![\\w.]*\\w)`).test(text);
}

export const textOf = (rows: readonly unknown[]) => JSON.stringify(rows);

/** Messages that come from a program that stumbled, and tell nobody anything. */
const stumbled =
	/Cannot read prop|is not (a function|defined)|is not iterable|\[object Object\]|Unexpected token|undefined/;

/** What is wrong with the words of a refusal; nothing when they are clear. */
export function unclear(
	error: string,
	{ says, neverSays }: { says?: RegExp; neverSays?: RegExp },
): string | undefined {
	if (stumbled.test(error)) return `the refusal is a stumble: ${error}`;
	if (says && !says.test(error)) return `the refusal does not say what is wrong: ${error}`;
	if (neverSays?.test(error)) return `the refusal misleads: ${error}`;
	return undefined;
}

/** Done, or refused in clear words, where there is nothing else to complain of. */
export function verdictOf(
	{ error }: Pick<Told, 'error'>,
	deviation: Deviation,
	complaint?: string,
): Verdict {
	const what = complaint ?? (error === undefined ? undefined : unclear(error, deviation));
	if (what !== undefined) return lost(what);
	return error === undefined ? done : { kind: 'refused', said: error };
}
