import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { httpDate } from '../core/timestamp.mts';
import { refuse } from '../endpoints/refusals.mts';
import { answer, faultSchema, json, type FaultContext } from './fault.mts';

/** A 429 out of turn: another client of the key has used the limit up. Nothing is done. */
export const rateLimitedSchema = faultSchema('rateLimited', {
	/** Adds a Retry-After header of so many seconds. */
	retryAfterSeconds: Type.Optional(Type.Number({ minimum: 0 })),
	/** Writes that header as an HTTP date. */
	asDate: Type.Optional(Type.Boolean()),
});

export function rateLimited(
	fault: Static<typeof rateLimitedSchema>,
	context: FaultContext,
): Outcome {
	const { status, body } = refuse('RATE_LIMITED');
	const outcome = answer(status, json, body);
	if (outcome.kind === 'answer' && fault.retryAfterSeconds !== undefined) {
		const seconds = fault.retryAfterSeconds;
		outcome.answer.headers['retry-after'] = fault.asDate
			? httpDate(context.shownNow + seconds * 1_000)
			: String(seconds);
	}
	return outcome;
}
