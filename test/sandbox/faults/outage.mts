import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { oneOf } from '../core/schemas.mts';
import { dropBefore } from './drop.mts';
import { faultSchema, type FaultContext } from './fault.mts';
import { htmlPage } from './htmlPage.mts';

/** For so many virtual ms from now on no request is served. It ends by itself, however often it hits. */
export const outageSchema = faultSchema('outage', {
	durationMs: Type.Number({ minimum: 0 }),
	/** What the clients see; default drop. */
	as: Type.Optional(oneOf('drop', 'html502', 'html503', 'html504', 'hang')),
});

export function outage(fault: Static<typeof outageSchema>, context: FaultContext): Outcome {
	const { as = 'drop' } = fault;
	if (as === 'drop') return dropBefore();
	if (as === 'hang') return { kind: 'hang' };
	return htmlPage({ kind: as }, context);
}
