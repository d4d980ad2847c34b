import { Type, type Static } from '@sinclair/typebox';

import type { Outcome } from '../core/exchange.mts';
import * as drops from './drop.mts';
import { echoKey, echoKeySchema } from './echoKey.mts';
import { error500, error500Schema } from './error500.mts';
import type { FaultContext } from './fault.mts';
import * as garbled from './garbledBody.mts';
import { hang, hangSchema } from './hang.mts';
import * as pages from './htmlPage.mts';
import { latencySchema } from './latency.mts';
import { outage, outageSchema } from './outage.mts';
import { rateLimited, rateLimitedSchema } from './rateLimited.mts';
import { redirect, redirectSchema } from './redirect.mts';

/** A rule of the queue: a fault, and which requests it hits. */
export const faultRuleSchema = Type.Union([
	latencySchema,
	drops.dropBeforeSchema,
	drops.dropAfterSchema,
	drops.dropMidwaySchema,
	hangSchema,
	error500Schema,
	pages.error500HtmlSchema,
	pages.html502Schema,
	pages.html503Schema,
	pages.html504Schema,
	garbled.brokenJsonSchema,
	garbled.emptyBodySchema,
	garbled.wrongShapeSchema,
	rateLimitedSchema,
	redirectSchema,
	echoKeySchema,
	outageSchema,
]);
export type FaultRule = Static<typeof faultRuleSchema>;
export type FaultKind = FaultRule['kind'];
export const faultKindSchema = Type.Index(faultRuleSchema, ['kind']);
export type AnsweringFault = Exclude<FaultRule, { kind: 'latency' }>;

export function applyFault(fault: AnsweringFault, context: FaultContext): Outcome {
	switch (fault.kind) {
		case 'dropBefore':
			return drops.dropBefore();
		case 'dropAfter':
			return drops.dropAfter(context);
		case 'dropMidway':
			return drops.dropMidway(context);
		case 'hang':
			return hang(fault, context);
		case 'error500':
			return error500(fault, context);
		case 'error500Html':
		case 'html502':
		case 'html503':
		case 'html504':
			return pages.htmlPage(fault, context);
		case 'brokenJson':
			return garbled.brokenJson(fault, context);
		case 'emptyBody':
			return garbled.emptyBody(fault, context);
		case 'wrongShape':
			return garbled.wrongShape(fault, context);
		case 'rateLimited':
			return rateLimited(fault, context);
		case 'redirect':
			return redirect(fault);
		case 'echoKey':
			return echoKey(fault, context);
		case 'outage':
			return outage(fault, context);
	}
}
