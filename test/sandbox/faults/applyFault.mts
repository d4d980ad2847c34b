import { Type, type Static, type TProperties } from '@sinclair/typebox';

import type { ApiAnswer, Outcome } from '../core/exchange.mts';
import { closed, oneOf } from '../core/schemas.mts';
import { httpDate } from '../core/timestamp.mts';
import { endpointNames } from '../endpoints/endpoint.mts';
import { refuse } from '../endpoints/refusals.mts';

/** A fault, and which requests it hits. */
function rule<Kind extends string, Own extends TProperties>(kind: Kind, own: Own) {
	return closed({
		kind: Type.Literal(kind),
		/** Absent = any. */
		endpoint: Type.Optional(oneOf(...endpointNames)),
		/** How many requests it hits; default 1. */
		times: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')])),
		/** Lets so many matching requests pass first. */
		skip: Type.Optional(Type.Integer({ minimum: 0 })),
		/** Hits a matching request with this (seeded) probability only. */
		probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
		...own,
	});
}

const milliseconds = Type.Number({ minimum: 0 });

/** Whether the request is carried out although its answer is lost. */
const work = Type.Optional(Type.Boolean());

/** A slow answer. The only fault that combines with another one: it delays that one. */
const latencyRule = rule('latency', {
	/** Virtual. */
	ms: milliseconds,
	/** atOnce (default): done on arrival, told late. afterwards: the server itself is late. */
	work: Type.Optional(oneOf('atOnce', 'afterwards')),
});
export type Latency = Static<typeof latencyRule>;

const faultRuleSchema = Type.Union([
	latencyRule,
	/** The connection is destroyed: before anything was done, after it, in the middle of the answer. */
	rule('dropBefore', {}),
	rule('dropAfter', {}),
	rule('dropMidway', {}),
	/** Never answers; by default nothing is done either. */
	rule('hang', { work }),
	/** The API's own 500; by default nothing was done. */
	rule('error500', { work }),
	/** Pages of a proxy before the API, or of its web server; by default nothing was done behind them. */
	rule('error500Html', { work }),
	rule('html502', { work }),
	rule('html503', { work }),
	rule('html504', { work }),
	/** Answers 200 after the work: its JSON cut in half, nothing, or another shape (`work` false: without the work). */
	rule('brokenJson', {}),
	rule('emptyBody', {}),
	rule('wrongShape', { work, body: Type.Optional(Type.Unknown()) }),
	/** A 429 out of turn: another client of the key has used the limit up. Nothing is done. */
	rule('rateLimited', {
		/** Adds a Retry-After header, as seconds or as an HTTP date. */
		retryAfterSeconds: Type.Optional(Type.Number({ minimum: 0 })),
		asDate: Type.Optional(Type.Boolean()),
	}),
	/** Sends the client elsewhere, key and all, if it follows. Nothing is done. */
	rule('redirect', { location: Type.String() }),
	/** A careless server: its error quotes the request's key. Nothing is done. */
	rule('echoKey', { status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })) }),
	/** For so many virtual ms from now on no request is served. It ends by itself, however often it hits. */
	rule('outage', { durationMs: milliseconds, as: Type.Optional(oneOf('drop', 'html503')) }),
]);
export type FaultRule = Static<typeof faultRuleSchema>;
export type FaultKind = FaultRule['kind'];
export const faultRulesSchema = Type.Array(faultRuleSchema);
export type AnsweringFault = Exclude<FaultRule, { kind: 'latency' }>;

/** What a fault may use. */
export interface FaultContext {
	/** The server's time as it shows it, skew included. */
	readonly shownNow: number;
	/** The key as it was sent, for the fault that echoes it. */
	readonly sentKey: string;
	/** Does what was asked; a fault calls it once or never. */
	work(): ApiAnswer;
}

export function applyFault(fault: AnsweringFault, context: FaultContext): Outcome {
	const isDone = 'work' in fault ? fault.work : undefined;
	switch (fault.kind) {
		case 'dropBefore':
			return { kind: 'drop' };
		case 'dropAfter':
			context.work();
			return { kind: 'drop' };
		case 'dropMidway':
			return { kind: 'drop', partOf: context.work() };
		case 'hang':
			if (isDone) context.work();
			return { kind: 'hang' };
		case 'error500':
			if (isDone) context.work();
			return refusal('INTERNAL_ERROR');
		case 'error500Html':
		case 'html502':
		case 'html503':
		case 'html504':
			if (isDone) context.work();
			return page(fault.kind);
		case 'brokenJson': {
			const text = JSON.stringify(context.work().body);
			return answer(200, json, text.slice(0, Math.ceil(text.length / 2)));
		}
		case 'emptyBody':
			context.work();
			return answer(200, json, '');
		case 'wrongShape': {
			if (isDone !== false) context.work();
			const { body = { ok: true } } = fault;
			return answer(200, json, JSON.stringify(body));
		}
		case 'rateLimited': {
			const { retryAfterSeconds: seconds, asDate } = fault;
			if (seconds === undefined) return refusal('RATE_LIMITED');
			const time = asDate ? httpDate(context.shownNow + seconds * 1_000) : String(seconds);
			return refusal('RATE_LIMITED', { 'retry-after': time });
		}
		case 'redirect':
			return answer(302, { location: fault.location }, '');
		case 'echoKey': {
			const { status = 500 } = fault;
			const Authorization = `Bearer ${context.sentKey}`;
			return answer(status, json, {
				error: `请求失败 Authorization: ${Authorization}`,
				code: status === 400 ? 'INVALID_PARAMS' : 'INTERNAL_ERROR',
				request: { headers: { Authorization } },
			});
		}
		case 'outage':
			return fault.as === 'html503' ? page('html503') : { kind: 'drop' };
	}
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html; charset=utf-8' };

function answer(status: number, headers: Record<string, string>, body: unknown): Outcome {
	return { kind: 'answer', answer: { status, headers: { ...headers }, body } };
}

function refusal(code: Parameters<typeof refuse>[0], headers = {}): Outcome {
	const { status, body } = refuse(code);
	return answer(status, { ...json, ...headers }, body);
}

const pages = {
	error500Html: [500, 'Internal Server Error'],
	html502: [502, 'Bad Gateway'],
	html503: [503, 'Service Temporarily Unavailable'],
	html504: [504, 'Gateway Time-out'],
} as const;

function page(kind: keyof typeof pages): Outcome {
	const [status, title] = pages[kind];
	const heading = `${status} ${title}`;
	const text = `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
	return answer(status, html, text);
}

/** A late answer: what `proceed` makes of the request, at once or afterwards. */
export function delay(fault: Latency, proceed: () => Outcome): Outcome {
	const { ms, work } = fault;
	if (work === 'afterwards') return { kind: 'wait', ms, then: proceed };
	const outcome = proceed();
	return { kind: 'wait', ms, then: () => outcome };
}
