import { request } from 'node:http';

import { describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../server.mts';
import { buy, property } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

/** A control call: `POST` if it has a body, or says so. */
const control = (sandbox: Sandbox, call: string, body?: unknown) => {
	const [path = '', method = body === undefined ? 'GET' : 'POST'] = call.split(' ').reverse();
	return send(sandbox, `${method} /__sandbox${path}`, body);
};

describe('a control route', () => {
	it.each<[string, unknown, object]>([
		['deliver', { code: '007' }, { phase: 'received', code: '007' }],
		['deliver', { code: null, content: 'Hello' }, { code: null, content: 'Hello' }],
		['deliver', undefined, { phase: 'received', code: expect.stringMatching(/^\d{6}$/) }],
		['expire', undefined, { phase: 'expired', settled: 'Refund' }],
	])('%s %j changes an order', (action, body, expected) =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			const answer = await control(sandbox, `POST /orders/${id}/${action}`, body);
			expect(answer).toMatchObject({ status: 200, body: expected });
			expect(sandbox.control.order(id)).toMatchObject(expected);
		}),
	);

	it('refuses what the phase forbids, and orders that are not there', () =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			sandbox.control.deliver(id);
			const refusal = { status: 409, body: { error: `Order ${id} is received` } };
			expect(await control(sandbox, `POST /orders/${id}/deliver`)).toMatchObject(refusal);
			expect((await control(sandbox, 'POST /orders/1/expire')).status).toBe(409);
		}));

	it('buys as another client of the account', () =>
		withSandbox({}, async (sandbox) => {
			const wanted = { projectCode: 'telegram', region: 'US' };
			const { body } = await control(sandbox, '/orders', wanted);
			expect(body).toMatchObject({ ...wanted, price: 1.8, byOther: true });
			sandbox.control.setSettings({ stock: { US: 0 } });
			const refusal = { status: 409, body: { error: 'NO_AVAILABLE_NUMBER' } };
			expect(await control(sandbox, '/orders', wanted)).toMatchObject(refusal);
		}));

	it('opens and changes accounts', () =>
		withSandbox({}, async (sandbox) => {
			const key = 'ch_two';
			const account = { key, username: 'two', balance: 1.5, billingType: 'prepaid' };
			await control(sandbox, '/accounts', account);
			expect((await control(sandbox, '/accounts', account)).status).toBe(409);
			await control(sandbox, 'PATCH /accounts', { isActive: false, creditLimit: 7, key });
			expect(sandbox.control.account(key)).toEqual({
				username: 'two',
				balance: 1.5,
				frozenBalance: 0,
				availableBalance: 1.5,
				creditLimit: 7,
				billingType: 'prepaid',
				isActive: false,
				revoked: false,
				orders: 0,
				entries: 1,
			});
			expect(sandbox.control.account().creditLimit).toBe(5_000);
		}));

	it('shows the state, bounded, and the key in its place only', () =>
		withSandbox({ accounts: [{ key: 'ch_mine' }] }, async (sandbox) => {
			sandbox.control.seedHistory({ count: 50 });
			const { body } = await control(sandbox, '/state?limit=5');
			expect(body).toMatchObject({
				account: { orders: 50 },
				settings: { listOrder: 'newestFirst' },
				orders: [{ orderId: 12_394 }, {}, {}, {}, { orderId: 12_390 }],
				n8nUrl: null,
			});
			expect(property(body, 'ledger')).toHaveLength(5);
			// The page shows the sandbox's own key, for a credential; nothing else does.
			const { key, ...rest } = body as Record<string, unknown>;
			expect(key).toBe('ch_mine');
			expect(JSON.stringify(rest)).not.toContain('ch_mine');
			// The way back to n8n, once somebody has told it.
			sandbox.control.linkTo('http://127.0.0.1:5678');
			expect((await control(sandbox, '/state')).body).toMatchObject({
				n8nUrl: 'http://127.0.0.1:5678',
			});
		}));

	it('changes switches, and refuses those it does not know', () =>
		withSandbox({}, async (sandbox) => {
			const sms = { x: { delayMs: null } };
			const patch = { listOrder: 'oldestFirst', limits: { perSecond: 1 }, sms };
			expect((await control(sandbox, '/settings', patch)).body).toMatchObject({
				...patch,
				limits: { perSecond: 1, perMinute: null },
				sms: { default: { delayMs: 5_000 }, x: { delayMs: null } },
			});
			for (const wrong of [{ listOrdr: 1 }, { listOrder: 'none' }, { limits: { perHour: 1 } }])
				expect((await control(sandbox, '/settings', wrong)).status).toBe(400);
			expect(sandbox.control.settings()).toMatchObject(patch);
		}));

	it('arms and disarms faults, one or several, and refuses those it does not know', () =>
		withSandbox({}, async (sandbox) => {
			const one = { kind: 'html502', endpoint: 'create' };
			const more = [{ kind: 'hang' }, { kind: 'latency', ms: 5 }, { kind: 'hang', times: 2 }];
			await control(sandbox, '/faults', one);
			await control(sandbox, '/faults', more);
			for (const wrong of [{ kind: 'fire' }, { ...one, endpoint: 'x' }, { kind: 'hang', ms: 1 }])
				expect((await control(sandbox, '/faults', wrong)).status).toBe(400);
			expect((await control(sandbox, 'DELETE /faults/fire')).status).toBe(400);
			expect(sandbox.control.faults()).toEqual([one, ...more]);
			const left = { faults: [one, more[1]] };
			expect((await control(sandbox, 'DELETE /faults/hang')).body).toEqual(left);
			expect((await control(sandbox, '/state')).body).toMatchObject(left);
			await control(sandbox, 'DELETE /faults');
			expect(sandbox.control.faults()).toEqual([]);
		}));

	it('uses the limit up, and audits', () =>
		withSandbox({ limits: { perSecond: 10 } }, async (sandbox) => {
			buy(sandbox.core);
			const others = await control(sandbox, '/request-as-other', { count: 10 });
			expect(others.body).toEqual({ refused: 1 });
			const audited = await control(sandbox, '/audit');
			expect(audited.body).toEqual({ violations: [], recorded: [] });
		}));

	it.each<[string, (own: string) => Record<string, string>, number]>([
		['curl, which names no origin', () => ({}), 200],
		['the page', (own) => ({ origin: own, 'sec-fetch-site': 'same-origin' }), 200],
		['another site', () => ({ origin: 'https://example.com' }), 403],
		['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' }), 403],
		['a page without origin', () => ({ origin: 'null' }), 403],
		['an image of another site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
		['a foreign name that points here', () => ({ host: 'example.com' }), 403],
		['a name that only looks like here', () => ({ host: 'localhost.example.com' }), 403],
		['this machine by its name', () => ({ host: 'localhost:80' }), 200],
	])('answers %s', (_title, headersOf, expected) =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			const headers = headersOf(new URL(sandbox.controlUrl).origin);
			const url = `${sandbox.controlUrl}/orders/${id}/deliver`;
			// fetch does not let a program set these headers.
			const status = await new Promise((resolve, reject) => {
				request(url, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
					.on('error', reject)
					.end();
			});
			expect(status).toBe(expected);
			expect(sandbox.control.order(id).phase).toBe(expected === 200 ? 'received' : 'pending');
		}),
	);
});
