import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { oneOf } from '../core/schemas.mts';
import { faultSchema } from './fault.mts';

/** A slow answer. The only fault that combines with another one: it delays that one. */
export const latencySchema = faultSchema('latency', {
	ms: Type.Number({ minimum: 0 }),
	/** Real ms by default; virtual ones pass with the sandbox's clock. */
	clock: Type.Optional(oneOf('real', 'virtual')),
	/** atOnce (default): done on arrival, told late. afterwards: the server itself is late. */
	work: Type.Optional(oneOf('atOnce', 'afterwards')),
});
export type Latency = Static<typeof latencySchema>;

export function latency(fault: Latency, proceed: () => Outcome): Outcome {
	const { ms, clock = 'real' } = fault;
	if (fault.work === 'afterwards') return { kind: 'wait', ms, clock, then: proceed };
	const outcome = proceed();
	return { kind: 'wait', ms, clock, then: () => outcome };
}
