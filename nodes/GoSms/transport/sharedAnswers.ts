import type { Clock } from './clock';
import type { Result } from './failure';

type Answer<T> = {
	result: Promise<Result<T>>;
	/** Infinity while it is on its way. */
	answeredMs: number;
	readers: WeakSet<object>;
};

/** How old an answer may be for a reader who has not had it. */
const freshMs = 3_000;

/** Few are asked for within that time. */
const kept = 500;

/** Lets many who ask the same at about the same time share one answer. Nobody gets the same answer twice. */
export class SharedAnswers<T> {
	private readonly answers = new Map<string, Answer<T>>();

	constructor(private readonly clock: Clock) {}

	async get(question: string, reader: object, ask: () => Promise<Result<T>>): Promise<Result<T>> {
		const known = this.answers.get(question);
		if (known && !known.readers.has(reader) && this.clock.now() < known.answeredMs + freshMs) {
			known.readers.add(reader);
			const result = await known.result;
			// The asker was stopped meanwhile.
			if (result.ok || result.failure.kind !== 'stopped') return result;
		}
		const answer: Answer<T> = {
			result: ask(),
			answeredMs: Infinity,
			readers: new WeakSet([reader]),
		};
		this.answers.delete(question);
		this.answers.set(question, answer);
		const [oldest] = this.answers.keys();
		if (this.answers.size > kept && oldest !== undefined) this.answers.delete(oldest);
		const result = await answer.result;
		answer.answeredMs = this.clock.now();
		return result;
	}
}
