import type { IncomingHttpHeaders } from 'node:http';

import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { accountPatchSchema } from '../core/account.mts';
import type { SandboxCore } from '../core/core.mts';
import { closed } from '../core/schemas.mts';
import { settingsPatchSchema, smsScenarioSchema } from '../core/settings.mts';
import { faultKindSchema, faultRuleSchema } from '../faults/applyFault.mts';
import { checked } from './checked.mts';

const text = Type.String();
const number = Type.String({ pattern: '^\\d+$' });
const key = Type.Optional(text);
const orderParams = closed({ id: number });
const orderOf = ({ params }: FastifyRequest) => Number(checked(orderParams, params).id);
const stateQuery = closed({ key, limit: Type.Optional(number) });
const faultsBody = Type.Union([faultRuleSchema, Type.Array(faultRuleSchema)]);
const kindParams = closed({ kind: faultKindSchema });
const patchBody = closed({ ...accountPatchSchema.properties, key });
const requestsBody = closed({ count: Type.Integer({ minimum: 1 }), key });
const purchaseBody = closed({ projectCode: text, region: text, key });
const smsBody = Type.Pick(smsScenarioSchema, ['code', 'content']);

/** The control calls that the phone and other processes need; each route is one call of `SandboxControl`. */
export function registerControl(app: FastifyInstance, core: SandboxCore): void {
	const { control } = core;

	app.addHook('onRequest', async ({ headers }, reply) => {
		if (isFromHere(headers)) return;
		await reply.code(403).send({ error: 'Only pages of the sandbox itself may do this' });
	});
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

	app.get('/state', ({ query }) => {
		const { key, limit } = checked(stateQuery, query);
		return control.state(key, limit === undefined ? undefined : Number(limit));
	});
	app.get('/audit', () => ({ violations: control.audit(), recorded: core.violations }));
	app.get('/requests', () => ({ requests: core.requests }));
	app.post('/request-as-other', ({ body }) => {
		const { count, key } = checked(requestsBody, body);
		return { refused: control.requestAsOther(count, key) };
	});

	app.post('/settings', ({ body }) => control.setSettings(checked(settingsPatchSchema, body)));

	app.post('/faults', ({ body }) => {
		const rules = checked(faultsBody, body);
		control.addFault(...(Array.isArray(rules) ? rules : [rules]));
		return { faults: control.faults() };
	});
	app.delete('/faults/:kind', ({ params }) => {
		control.disarm(checked(kindParams, params).kind);
		return { faults: control.faults() };
	});
	app.delete('/faults', () => {
		control.clearFaults();
		return { faults: [] };
	});

	app.patch('/accounts', ({ body }) => {
		const { key, ...patch } = checked(patchBody, body);
		return control.patchAccount(patch, key);
	});

	app.post('/orders', ({ body }) => {
		const { key, ...wanted } = checked(purchaseBody, body);
		return control.createAsOther(wanted, key);
	});
	app.post('/orders/:id/expire', (request) => control.expire(orderOf(request)));
	app.post('/orders/:id/deliver', (request) =>
		control.deliver(orderOf(request), checked(smsBody, request.body ?? {})),
	);
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Keeps pages of other origins off: a browser sends their requests to loopback too. A foreign name that was made to
 * point here shows in Host; everything else in Origin or Sec-Fetch-Site, which programs other than browsers do not send.
 */
function isFromHere(headers: IncomingHttpHeaders): boolean {
	const { host = '', origin = `http://${host}`, 'sec-fetch-site': site = 'none' } = headers;
	const isOwnPage = origin === `http://${host}` && ['none', 'same-origin'].includes(String(site));
	return loopback.test(host) && isOwnPage;
}
