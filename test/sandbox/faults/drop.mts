import type { Outcome } from '../core/exchange.mts';
import { faultSchema, type FaultContext } from './fault.mts';

/** The connection is destroyed before anything was done. */
export const dropBeforeSchema = faultSchema('dropBefore', {});
/** Everything was done, but no byte of the answer arrives. */
export const dropAfterSchema = faultSchema('dropAfter', {});
/** Everything was done, and the connection breaks in the middle of the answer. */
export const dropMidwaySchema = faultSchema('dropMidway', {});

export function dropBefore(): Outcome {
	return { kind: 'drop' };
}

export function dropAfter(context: FaultContext): Outcome {
	context.work();
	return { kind: 'drop' };
}

export function dropMidway(context: FaultContext): Outcome {
	return { kind: 'drop', partOf: context.work() };
}
