import { describe, expect, it } from '@jest/globals';

import { until } from '../../support/fastClock.mts';
import { startSandbox } from '../server.mts';
import { frozenSandbox, whatsappId } from './frozenCore.mts';

describe('over HTTP', () => {
	it('all seven endpoints answer, by a clock that is wrong, and each request is logged without the key', async () => {
		const { baseUrl, key, requests, control } = await frozenSandbox({ skewMs: 90_000 });
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		const send = async (request: string, body?: object) => {
			const [method, path] = request.split(' ');
			const sent = { method, headers, body: body && JSON.stringify(body) };
			const answer = await fetch(`${baseUrl}${path}`, sent);
			return { status: answer.status, headers: answer.headers, body: await answer.json() };
		};
		const created = await send('POST /order', whatsappId);
		expect(created.headers.get('date')).toBe('Wed, 03 Dec 2025 10:51:30 GMT');
		expect(created.headers.get('content-type')).toBe('application/json; charset=utf-8');
		const created_at = '2025-12-03T10:51:30Z';
		const order = {
			...{ ...whatsappId, order_id: 12345, price: 0.5, status: 'pending', created_at },
			phone: expect.stringMatching(/^\+62812\d{8}$/),
			expired_at: '2025-12-03T11:01:30Z',
		};
		expect(created.body).toEqual(order);
		const received = { ...order, status: 'received', received_at: created_at };
		for (const [request, expected] of [
			['GET /order/12345', { ...order, code: null, content: null }],
			['GET /user/orders?status=received', { orders: [{ received_at: created_at }] }],
			['GET /order/12345', received],
			['GET /user/transactions?page_size=1', { transactions: [{ type: 'Hold', created_at }] }],
			['GET /user/balance', { balance: 1000.5 }],
			['GET /user/profile', { username: 'channel_demo' }],
		] as const) {
			expect(await send(request)).toMatchObject({ status: 200, body: expected });
			if (control.order(12345).phase === 'pending') control.deliver(12345);
		}
		await send('POST /order', whatsappId);
		// An empty body that is said to be JSON.
		expect(await send('POST /order/12346/cancel')).toMatchObject({ status: 200 });

		expect(requests).toMatchObject([
			{ method: 'POST', path: '/order', endpoint: 'create', status: 200, orderId: 12345 },
			{ endpoint: 'order', orderId: 12345, atMs: Date.UTC(2025, 11, 3, 10, 50) },
			{ endpoint: 'orders', query: { status: 'received' } },
			{ endpoint: 'order', orderStatus: 'received' },
			{ endpoint: 'transactions', query: { page_size: '1' } },
			{ endpoint: 'balance', account: 'channel_demo' },
			{ endpoint: 'profile' },
			{ endpoint: 'create' },
			{ endpoint: 'cancel', orderId: 12346 },
		]);
		expect(JSON.stringify(requests)).not.toContain(key);
	});

	it('what hangs, and what waits for the clock, ends with the sandbox', async () => {
		const latency = { kind: 'latency', endpoint: 'profile', ms: 1 } as const;
		const faults = [{ kind: 'hang', endpoint: 'balance' } as const, latency];
		const { baseUrl, requests, close } = await frozenSandbox({ faults });
		const open = ['balance', 'profile'].map((name) => fetch(`${baseUrl}/user/${name}`));
		const ended = Promise.allSettled(open);
		await until(() => requests.length === 2);
		await close();
		expect(await ended).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
	});

	it('listens on the loopback interface, on the port that is given', async () => {
		const first = await startSandbox();
		const { port } = first;
		await first.close();
		const sandbox = await startSandbox({ port });
		expect(sandbox.baseUrl).toBe(`http://127.0.0.1:${port}/api/v1`);
		await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
		await sandbox.close();
	});
});
