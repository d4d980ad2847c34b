import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import { answer, faultSchema, json, type FaultContext } from './fault.mts';

/** A careless server: its error quotes the request's key. Nothing is done. */
export const echoKeySchema = faultSchema('echoKey', {
	/** Default 500. */
	status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
});

export function echoKey(fault: Static<typeof echoKeySchema>, context: FaultContext): Outcome {
	const { status = 500 } = fault;
	const key = context.sentKey;
	return answer(status, json, {
		error: `请求失败 Authorization: Bearer ${key}`,
		code: status === 400 ? 'INVALID_PARAMS' : 'INTERNAL_ERROR',
		request: { headers: { Authorization: `Bearer ${key}` } },
	});
}
