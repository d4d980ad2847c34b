import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';

import { accountOptionsSchema, accountPatchSchema } from '../core/account.mts';
import type { SandboxCore } from '../core/core.mts';
import { closed } from '../core/schemas.mts';
import { settingsPatchSchema } from '../core/settings.mts';
import { faultKindSchema, faultRuleSchema } from '../faults/applyFault.mts';
import { registerOrderControl } from './orderControlRoutes.mts';
import type { TypeBoxTypeProvider } from './typeProvider.mts';

const key = Type.Optional(Type.String());

/** The control calls over HTTP; each route is one call of `SandboxControl`, its body the call's arguments. */
export function registerControl(instance: FastifyInstance, core: SandboxCore): void {
	const app = instance.withTypeProvider<TypeBoxTypeProvider>();
	const { control } = core;

	// Whatever the content type says, for the sake of short curl lines; an empty body is an empty object.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		try {
			const parsed: unknown = body === '' ? {} : JSON.parse(String(body));
			done(null, parsed);
		} catch {
			done(Object.assign(new Error('The body is no JSON'), { statusCode: 400 }));
		}
	});
	app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
		reply.code(error.statusCode ?? 409).send({ error: error.message }),
	);

	registerOrderControl(app, control);

	const stateQuery = Type.Object({ key, limit: Type.Optional(Type.String({ pattern: '^\\d+$' })) });
	app.get('/state', { schema: { querystring: stateQuery } }, ({ query }) =>
		control.state(query.key, query.limit === undefined ? undefined : Number(query.limit)),
	);
	app.get('/audit', () => ({ violations: control.audit(), recorded: core.violations }));

	app.get('/requests', () => ({ requests: core.requests }));
	app.delete('/requests', () => {
		control.clearRequests();
		return { requests: [] };
	});

	app.get('/faults', () => ({ faults: control.faults() }));
	const faultsBody = Type.Union([faultRuleSchema, Type.Array(faultRuleSchema)]);
	app.post('/faults', { schema: { body: faultsBody } }, ({ body }) => {
		control.addFault(...(Array.isArray(body) ? body : [body]));
		return { faults: control.faults() };
	});
	const faultParams = Type.Object({ kind: faultKindSchema });
	app.delete('/faults/:kind', { schema: { params: faultParams } }, ({ params }) => {
		control.disarm(params.kind);
		return { faults: control.faults() };
	});
	app.delete('/faults', () => {
		control.clearFaults();
		return { faults: [] };
	});

	app.get('/settings', () => control.settings());
	app.post('/settings', { schema: { body: settingsPatchSchema } }, ({ body }) =>
		control.setSettings(body),
	);

	const advanceBody = closed({ ms: Type.Number({ minimum: 0 }) });
	app.post('/advance', { schema: { body: advanceBody } }, ({ body }) => {
		control.advance(body.ms);
		return { nowMs: control.now() };
	});
	app.post('/reset', () => {
		control.reset();
		return { nowMs: control.now() };
	});

	const depositBody = closed({ amount: Type.Number({ exclusiveMinimum: 0 }), key });
	app.post('/deposit', { schema: { body: depositBody } }, ({ body }) =>
		control.deposit(body.amount, body.key),
	);
	app.post('/accounts', { schema: { body: accountOptionsSchema } }, ({ body }) =>
		control.createAccount(body),
	);
	const keyBody = closed({ newKey: Type.String({ minLength: 1 }), key });
	app.post('/keys', { schema: { body: keyBody } }, ({ body }) =>
		control.addKey(body.newKey, body.key),
	);
	const patchBody = closed({ ...accountPatchSchema.properties, key });
	app.patch('/accounts', { schema: { body: patchBody } }, ({ body: { key: of, ...patch } }) =>
		control.patchAccount(patch, of),
	);

	const historyBody = closed({
		count: Type.Integer({ minimum: 1 }),
		intervalMs: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
		key,
	});
	app.post('/history', { schema: { body: historyBody } }, ({ body: { key: of, ...wanted } }) =>
		control.seedHistory(wanted, of),
	);
	const requestsBody = closed({ count: Type.Integer({ minimum: 1 }), key });
	app.post('/request-as-other', { schema: { body: requestsBody } }, ({ body }) => ({
		refused: control.requestAsOther(body.count, body.key),
	}));
}
