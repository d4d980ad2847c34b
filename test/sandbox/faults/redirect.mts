import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { faultSchema } from './fault.mts';

/** Sends the client elsewhere, key and all, if it follows. Nothing is done. */
export const redirectSchema = faultSchema('redirect', {
	location: Type.String(),
	/** Default 302. */
	status: Type.Optional(Type.Integer({ minimum: 301, maximum: 308 })),
});

export function redirect(fault: Static<typeof redirectSchema>): Outcome {
	const { location, status = 302 } = fault;
	return { kind: 'answer', answer: { status, headers: { location }, body: '' } };
}
