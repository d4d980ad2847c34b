import { Type, type TProperties } from '@sinclair/typebox';

import type { ApiAnswer, Outcome } from '../core/exchange.mts';
import { closed, oneOf } from '../core/schemas.mts';
import { endpointNames } from '../endpoints/endpoint.mts';

/** What a fault may use. */
export interface FaultContext {
	/** The server's time as it shows it, skew included. */
	readonly shownNow: number;
	/** The key as it was sent, for the fault that echoes it. */
	readonly sentKey: string;
	/** Does what was asked; a fault calls it once or never. */
	work(): ApiAnswer;
}

/** What every rule may say. */
const ruleProperties = {
	/** Absent = any. */
	endpoint: Type.Optional(oneOf(...endpointNames)),
	/** How many requests it hits; default 1. */
	times: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')])),
	/** Lets so many matching requests pass first. */
	skip: Type.Optional(Type.Integer({ minimum: 0 })),
	/** Hits a matching request with this (seeded) probability only. */
	probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
};

export function faultSchema<Kind extends string, Own extends TProperties>(kind: Kind, own: Own) {
	return closed({ kind: Type.Literal(kind), ...ruleProperties, ...own });
}

/** Whether the request is carried out although its answer is lost; the default stands at each fault. */
export const work = Type.Optional(Type.Boolean());

export function answer(status: number, contentType: string, body: unknown): Outcome {
	return { kind: 'answer', answer: { status, headers: { 'content-type': contentType }, body } };
}

export const json = 'application/json; charset=utf-8';
export const html = 'text/html; charset=utf-8';
