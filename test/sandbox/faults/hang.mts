import type { Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { faultSchema, work, type FaultContext } from './fault.mts';

/** Never answers; by default nothing is done either. */
export const hangSchema = faultSchema('hang', { work });

export function hang(fault: Static<typeof hangSchema>, context: FaultContext): Outcome {
	if (fault.work) context.work();
	return { kind: 'hang' };
}
