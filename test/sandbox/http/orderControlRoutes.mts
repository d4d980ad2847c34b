import { Type } from '@sinclair/typebox';

import type { SandboxControl } from '../control/control.mts';
import { smsScenarioSchema } from '../core/settings.mts';
import type { TypedInstance } from './typeProvider.mts';

const params = Type.Object({ id: Type.String({ pattern: '^\\d+$' }) });
const orNullText = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const smsBody = Type.Object(
	{ code: orNullText, content: orNullText },
	{ additionalProperties: false },
);

export function registerOrderControl(app: TypedInstance, control: SandboxControl): void {
	app.get('/orders/:id', { schema: { params } }, (request) =>
		control.order(Number(request.params.id)),
	);
	app.post(
		'/orders/:id/deliver',
		{ schema: { params, body: Type.Union([smsBody, Type.Null()]) } },
		(request) => control.deliver(Number(request.params.id), request.body ?? {}),
	);
	app.post('/orders/:id/sms', { schema: { params, body: smsScenarioSchema } }, (request) =>
		control.planSms(Number(request.params.id), request.body),
	);
	app.post('/orders/:id/expire', { schema: { params } }, (request) =>
		control.expire(Number(request.params.id)),
	);
	app.post('/orders/:id/complete', { schema: { params } }, (request) =>
		control.complete(Number(request.params.id)),
	);
	app.post('/orders/:id/cancel-as-other', { schema: { params } }, (request) =>
		control.cancelAsOther(Number(request.params.id)),
	);
	const statusBody = Type.Object({ status: Type.Union([Type.String(), Type.Null()]) });
	app.post('/orders/:id/status', { schema: { params, body: statusBody } }, (request) =>
		control.setStatus(Number(request.params.id), request.body.status),
	);
	const purchaseBody = Type.Object(
		{ projectCode: Type.String(), region: Type.String(), key: Type.Optional(Type.String()) },
		{ additionalProperties: false },
	);
	app.post('/orders', { schema: { body: purchaseBody } }, ({ body }) =>
		control.createAsOther(body, body.key),
	);
}
