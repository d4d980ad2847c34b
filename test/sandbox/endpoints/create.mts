import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

import type { Endpoint } from './endpoint.mts';
import { createdBody } from './orderBody.mts';
import { buy } from '../core/purchase.mts';
import { refuse } from './refusals.mts';

const body = TypeCompiler.Compile(
	Type.Object({
		project_code: Type.String({ pattern: '^\\S+$' }),
		region: Type.String({ pattern: '^[A-Z]{2}$' }),
	}),
);

export const create: Endpoint = {
	name: 'create',
	method: 'POST',
	path: /^\/order$/,
	perform({ account, world, now, body: sent }) {
		if (!body.Check(sent)) return refuse('INVALID_PARAMS');
		const result = buy(world, account, {
			projectCode: sent.project_code,
			region: sent.region,
			at: now,
			byOther: false,
		});
		if (typeof result === 'string') return refuse(result);
		return {
			status: 200,
			body: createdBody(result, world.settings.skewMs),
			orderId: result.id,
		};
	},
};
