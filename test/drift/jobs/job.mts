import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import { outcomeOf, startGoSms } from '../../support/runGoSms.mts';
import type { Deviation } from '../deviation.mts';
import type { Place, PlaceOptions } from '../place/place.mts';

/** What became of a job in front of a deviation. */
export type Verdict =
	| { kind: 'done' }
	/** An error that names what is wrong, and nothing is lost. */
	| { kind: 'refused'; said: string }
	/** The answers were not what they say elsewhere, but this job asked for none of them. */
	| { kind: 'untouched' }
	| { kind: 'lost'; why: string };

export const lost = (why: string): Verdict => ({ kind: 'lost', why });

/** What users want of the node. */
export type Job = {
	name: string;
	/** Endpoints that it cannot do without. */
	asks: readonly EndpointName[];
	/** Endpoints that it may ask, or not. */
	mayAsk: readonly EndpointName[];
	place: PlaceOptions;
	/** Only deviations of these groups, where it is much the same as another job. */
	groups?: readonly string[];
	/** Does the job, and judges what became of it. */
	run: (place: Place) => Promise<Verdict>;
};

export const code = '604271';
export const minuteMs = 60_000;

/** The SMS comes in the middle of a wait. */
export const soon: SettingsPatch = {
	sms: { default: { delayMs: 12_000, code, content: `Your WhatsApp code is ${code}` } },
};

export const never: SettingsPatch = { sms: { default: { delayMs: null } } };

/** Everything that a user gets to see of a run. */
export type Told = {
	items: IDataObject[];
	/** Message and description, where the run failed. */
	error: string | undefined;
	hints: string[];
	endMs: number;
};

/** No run may last longer than an order lives, and a minute. */
const orderLifeAndAMinuteMs = 660_000;

/** Nor longer than the last SMS takes to come, and a minute, and half a minute in which to give up. */
export const smsAndAMinuteMs = 130_000;

type Run = { items?: IDataObject[]; longestMs?: number | undefined };

/** Runs the node and judges what it told; it must come to an end in time. */
export async function runNode(
	place: Place,
	parameters: INodeParameters,
	judge: (told: Told) => Verdict,
	{ items = [{}], longestMs = orderLifeAndAMinuteMs }: Run = {},
): Promise<Verdict> {
	const execution = startGoSms(place, { parameters, items });
	const finished = execution.finished.then((run): Told => {
		const { json, error, hints } = outcomeOf(run);
		const said = error && [error.message, error.description].filter(Boolean).join(' | ');
		return { items: error ? [] : json, error: said, hints, endMs: place.clock.now() };
	});
	const told = await Promise.race([finished, place.clock.sleep(longestMs)]);
	if (told) return judge(told);
	execution.stop();
	await Promise.race([finished, place.clock.sleep(orderLifeAndAMinuteMs)]);
	return lost('it did not end');
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
	return error === undefined ? { kind: 'done' } : { kind: 'refused', said: error };
}
