import { request } from 'node:http';

import { expect, it } from '@jest/globals';

import type { Sandbox } from '../server.mts';
import { buy, property } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

const control = (sandbox: Sandbox, call: string, body?: unknown) =>
	send(sandbox, call.replace(' /', ' /__sandbox/'), body);

const wanted = { projectCode: 'telegram', region: 'US' };
const settings = {
	listOrder: 'oldestFirst',
	limits: { perSecond: 1 },
	sms: { x: { delayMs: null } },
};
const settingsThen = {
	...settings,
	limits: { perSecond: 1, perMinute: 300 },
	sms: { default: { delayMs: 5_000 }, x: { delayMs: null } },
};
const someCode = expect.stringMatching(/^\d{6}$/);

it.each<[call: string, body: unknown, answer: object]>([
	['POST /orders/12345/deliver', { code: '007' }, { content: 'Your WhatsApp code is 007' }],
	['POST /orders/12345/deliver', { code: null, content: 'Hi' }, { code: null, content: 'Hi' }],
	['POST /orders/12345/deliver', undefined, { phase: 'received', code: someCode }],
	['POST /orders/12345/expire', undefined, { phase: 'expired', settled: 'Refund' }],
	['POST /orders', wanted, { ...wanted, price: 1.8, byOther: true }],
	['POST /settings', settings, settingsThen],
	['PATCH /accounts', { revoked: true, key: 'ch_sandbox' }, { revoked: true, isActive: true }],
	['POST /request-as-other', { count: 10 }, { refused: 1 }],
	['GET /audit', undefined, { violations: [], recorded: [] }],
])('the control call %s %j is carried out', (call, body, answer) =>
	withSandbox({ limits: { perSecond: 10 } }, async (sandbox) => {
		const id = buy(sandbox.core);
		expect(await control(sandbox, call, body)).toMatchObject({ status: 200, body: answer });
		if (call.includes(String(id))) expect(sandbox.control.order(id)).toMatchObject(answer);
	}),
);

it.each<[call: string, body: unknown, status: number, error?: unknown]>([
	['POST /orders/12345/deliver', undefined, 409, 'Order 12345 is received'],
	['POST /orders/1/expire', undefined, 409, 'There is no order 1'],
	['POST /orders', wanted, 409, 'NO_AVAILABLE_NUMBER'],
	['POST /settings', { listOrdr: 1 }, 400],
	['POST /settings', { listOrder: 'none' }, 400],
	['POST /settings', { limits: { perHour: 1 } }, 400],
	['POST /faults', { kind: 'fire' }, 400],
	['POST /faults', { kind: 'html502', endpoint: 'x' }, 400],
	['POST /faults', { kind: 'hang', ms: 1 }, 400],
	['DELETE /faults/fire', undefined, 400],
])('the control call %s %j is refused with %d', (call, body, status, error = expect.any(String)) =>
	withSandbox({ stock: { US: 0 } }, async (sandbox) => {
		sandbox.control.deliver(buy(sandbox.core));
		const before = sandbox.control.state();
		expect(await control(sandbox, call, body)).toMatchObject({ status, body: { error } });
		expect(sandbox.control.state()).toEqual(before);
	}),
);

it('the state is bounded, and has the key in its place only', () =>
	withSandbox({ accounts: [{ key: 'ch_mine' }] }, async (sandbox) => {
		sandbox.control.seedHistory({ count: 50 });
		const { body } = await control(sandbox, 'GET /state?limit=5');
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
	}));

it('faults are armed, one or several, and disarmed', () =>
	withSandbox({}, async (sandbox) => {
		const one = { kind: 'html502', endpoint: 'create' };
		const more = [{ kind: 'hang' }, { kind: 'latency', ms: 5 }, { kind: 'hang', times: 2 }];
		await control(sandbox, 'POST /faults', one);
		await control(sandbox, 'POST /faults', more);
		expect(sandbox.control.faults()).toEqual([one, ...more]);
		const left = { faults: [one, more[1]] };
		expect((await control(sandbox, 'DELETE /faults/hang')).body).toEqual(left);
		expect((await control(sandbox, 'GET /state')).body).toMatchObject(left);
		await control(sandbox, 'DELETE /faults');
		expect(sandbox.control.faults()).toEqual([]);
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
])('the control routes answer %s', (_title, headersOf, expected) =>
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
