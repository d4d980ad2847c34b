import type { Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { refuse } from '../endpoints/refusals.mts';
import { answer, faultSchema, json, work, type FaultContext } from './fault.mts';

/** The API's own 500; by default nothing was done. */
export const error500Schema = faultSchema('error500', { work });

export function error500(fault: Static<typeof error500Schema>, context: FaultContext): Outcome {
	if (fault.work) context.work();
	const { status, body } = refuse('INTERNAL_ERROR');
	return answer(status, json, body);
}
