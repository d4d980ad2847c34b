import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { answer, faultSchema, json, work, type FaultContext } from './fault.mts';

/** Answers 200 after the work (unless `work` is false) with a body that says nothing of it. */
export const brokenJsonSchema = faultSchema('brokenJson', { work });
export const emptyBodySchema = faultSchema('emptyBody', { work });
export const wrongShapeSchema = faultSchema('wrongShape', {
	work,
	/** Default `{ "ok": true }`. */
	body: Type.Optional(Type.Unknown()),
});

/** The answer's JSON, cut off in the middle. */
export function brokenJson(fault: Static<typeof brokenJsonSchema>, context: FaultContext): Outcome {
	const text = fault.work === false ? '{"order_id": 123' : JSON.stringify(context.work().body);
	return answer(200, json, text.slice(0, Math.ceil(text.length / 2)));
}

export function emptyBody(fault: Static<typeof emptyBodySchema>, context: FaultContext): Outcome {
	if (fault.work !== false) context.work();
	return answer(200, json, '');
}

/** JSON, but not the documented one. */
export function wrongShape(fault: Static<typeof wrongShapeSchema>, context: FaultContext): Outcome {
	if (fault.work !== false) context.work();
	const { body = { ok: true } } = fault;
	return answer(200, json, JSON.stringify(body));
}
