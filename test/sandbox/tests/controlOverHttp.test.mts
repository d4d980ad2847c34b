import { describe, expect, it } from '@jest/globals';

import { buy, property } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

describe('a control route', () => {
	it.each<[string, unknown, object]>([
		['deliver', { code: '007' }, { phase: 'received', code: '007' }],
		['deliver', { code: null, content: 'Hello' }, { code: null, content: 'Hello' }],
		['deliver', undefined, { phase: 'received', code: expect.stringMatching(/^\d{6}$/) }],
		['expire', undefined, { phase: 'expired', settled: 'Refund' }],
		['complete', undefined, { phase: 'completed', settled: 'Release' }],
		['cancel-as-other', undefined, { phase: 'cancelled', settled: 'Refund' }],
		['status', { status: 'odd' }, { phase: 'pending', status: 'odd' }],
		['sms', { delayMs: 1_000 }, { smsAtMs: Date.UTC(2025, 11, 3, 10, 50, 1) }],
	])('%s %j changes an order', (action, body, expected) =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			const path = `/__sandbox/orders/${id}`;
			expect(await send(sandbox, `POST ${path}/${action}`, body)).toMatchObject({
				status: 200,
				body: expected,
			});
			expect((await send(sandbox, `GET ${path}`)).body).toMatchObject(expected);
			expect(sandbox.violations).toEqual([]);
		}),
	);

	it('refuses what the phase forbids, and orders that are not there', () =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			sandbox.control.deliver(id);
			expect(await send(sandbox, `POST /__sandbox/orders/${id}/deliver`)).toMatchObject({
				status: 409,
				body: { error: `Order ${id} is received` },
			});
			expect((await send(sandbox, 'GET /__sandbox/orders/1')).status).toBe(409);
		}));

	it('buys as another client of the account', () =>
		withSandbox({}, async (sandbox) => {
			const wanted = { projectCode: 'telegram', region: 'US' };
			const { body } = await send(sandbox, 'POST /__sandbox/orders', wanted);
			expect(body).toMatchObject({ ...wanted, price: 1.8, byOther: true });
			sandbox.control.setSettings({ stock: { US: 0 } });
			expect(await send(sandbox, 'POST /__sandbox/orders', wanted)).toMatchObject({
				status: 409,
				body: { error: 'NO_AVAILABLE_NUMBER' },
			});
		}));

	it('opens, pays into and changes accounts', () =>
		withSandbox({}, async (sandbox) => {
			const key = 'ch_two';
			const account = { key, username: 'two', balance: 1, billingType: 'prepaid' };
			await send(sandbox, 'POST /__sandbox/accounts', account);
			expect((await send(sandbox, 'POST /__sandbox/accounts', account)).status).toBe(409);
			await send(sandbox, 'POST /__sandbox/deposit', { amount: 0.5, key });
			await send(sandbox, 'PATCH /__sandbox/accounts', { isActive: false, creditLimit: 7, key });
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
				entries: 2,
			});
			expect(sandbox.control.account().entries).toBe(1);
		}));

	it('shows the state, bounded, and the key in its place only', () =>
		withSandbox({}, async (sandbox) => {
			await send(sandbox, 'POST /__sandbox/history', { count: 50 });
			const { body } = await send(sandbox, 'GET /__sandbox/state?limit=5');
			expect(body).toMatchObject({
				account: { orders: 50 },
				settings: { listOrder: 'newestFirst' },
				orders: [{ orderId: 12_394 }, {}, {}, {}, { orderId: 12_390 }],
			});
			expect(property(body, 'ledger')).toHaveLength(5);
			// The page shows the sandbox's own key, for a credential; nothing else does.
			const { key, ...rest } = body as Record<string, unknown>;
			expect(key).toBe(sandbox.key);
			expect(JSON.stringify(rest)).not.toContain(sandbox.key);
		}));

	it('changes switches, and refuses those it does not know', () =>
		withSandbox({}, async (sandbox) => {
			const patch = {
				listOrder: 'oldestFirst',
				limits: { perSecond: 1 },
				sms: { x: { delayMs: null } },
			};
			expect((await send(sandbox, 'POST /__sandbox/settings', patch)).body).toMatchObject({
				...patch,
				limits: { perSecond: 1, perMinute: null },
				sms: { default: { delayMs: 5_000 }, x: { delayMs: null } },
			});
			for (const wrong of [{ listOrdr: 1 }, { listOrder: 'none' }, { limits: { perHour: 1 } }])
				expect((await send(sandbox, 'POST /__sandbox/settings', wrong)).status).toBe(400);
			expect((await send(sandbox, 'GET /__sandbox/settings')).body).toMatchObject(patch);
		}));

	it('arms faults, one or several, and refuses those it does not know', () =>
		withSandbox({}, async (sandbox) => {
			await send(sandbox, 'POST /__sandbox/faults', { kind: 'html502', endpoint: 'create' });
			const two = [{ kind: 'hang' }, { kind: 'latency', ms: 5 }];
			await send(sandbox, 'POST /__sandbox/faults', two);
			for (const wrong of [
				{ kind: 'fire' },
				{ kind: 'hang', endpoint: 'x' },
				{ kind: 'hang', ms: 1 },
			])
				expect((await send(sandbox, 'POST /__sandbox/faults', wrong)).status).toBe(400);
			expect((await send(sandbox, 'GET /__sandbox/faults')).body).toEqual({
				faults: [{ kind: 'html502', endpoint: 'create' }, ...two],
			});
			await send(sandbox, 'DELETE /__sandbox/faults');
			expect(sandbox.control.faults()).toEqual([]);
		}));

	it('advances the clock, uses the limit up, audits, and begins anew', () =>
		withSandbox({ limits: { perSecond: 10 } }, async (sandbox) => {
			const before = sandbox.control.now();
			buy(sandbox.core);
			expect((await send(sandbox, 'POST /__sandbox/advance', { ms: 500 })).body).toEqual({
				nowMs: before + 500,
			});
			const others = await send(sandbox, 'POST /__sandbox/request-as-other', { count: 10 });
			expect(others.body).toEqual({ refused: 1 });
			const audited = await send(sandbox, 'GET /__sandbox/audit');
			expect(audited.body).toEqual({ violations: [], recorded: [] });
			await send(sandbox, 'POST /__sandbox/reset');
			expect(sandbox.control.orders()).toEqual([]);
			expect((await send(sandbox, 'GET /user/balance')).status).toBe(200);
		}));
});
