/** What became of a job in front of a deviation. */
export type Verdict =
	| { kind: 'done' }
	/** An error that names what is wrong, and nothing is lost. */
	| { kind: 'refused'; said: string }
	/** The answers were not what they say elsewhere, but this job asked for none of them. */
	| { kind: 'untouched' }
	| { kind: 'lost'; why: string };

export const done: Verdict = { kind: 'done' };
export const lost = (why: string): Verdict => ({ kind: 'lost', why });
