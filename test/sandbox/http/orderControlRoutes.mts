import { Type } from '@sinclair/typebox';

import type { SandboxControl } from '../control/control.mts';
import { closed, orNull } from '../core/schemas.mts';
import { smsScenarioSchema } from '../core/settings.mts';
import type { TypedInstance } from './typeProvider.mts';

const text = Type.String();
const params = Type.Object({ id: Type.String({ pattern: '^\\d+$' }) });
const smsBody = closed({ code: Type.Optional(orNull(text)), content: Type.Optional(orNull(text)) });
const statusBody = Type.Object({ status: orNull(text) });
const purchaseBody = closed({ projectCode: text, region: text, key: Type.Optional(text) });

export function registerOrderControl(app: TypedInstance, control: SandboxControl): void {
	app.get('/orders/:id', { schema: { params } }, (request) =>
		control.order(Number(request.params.id)),
	);
	for (const [name, act] of [
		['expire', 'expire'],
		['complete', 'complete'],
		['cancel-as-other', 'cancelAsOther'],
	] as const)
		app.post(`/orders/:id/${name}`, { schema: { params } }, (request) =>
			control[act](Number(request.params.id)),
		);
	app.post('/orders/:id/deliver', { schema: { params, body: orNull(smsBody) } }, (request) =>
		control.deliver(Number(request.params.id), request.body ?? {}),
	);
	app.post('/orders/:id/sms', { schema: { params, body: smsScenarioSchema } }, (request) =>
		control.planSms(Number(request.params.id), request.body),
	);
	app.post('/orders/:id/status', { schema: { params, body: statusBody } }, (request) =>
		control.setStatus(Number(request.params.id), request.body.status),
	);
	app.post('/orders', { schema: { body: purchaseBody } }, ({ body }) =>
		control.createAsOther(body, body.key),
	);
}
