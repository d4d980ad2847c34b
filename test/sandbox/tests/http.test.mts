import { describe, expect, it } from '@jest/globals';

import { until } from '../../support/fastClock.mts';
import { startSandbox } from '../server.mts';
import { whatsappId } from './frozenCore.mts';
import { frozenSandbox } from './overHttp.mts';

describe('over HTTP', () => {
	it('all seven endpoints answer, and every request is logged without the key', async () => {
		const { baseUrl, key, requests } = await frozenSandbox();
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		const send = async (request: string, body?: object) => {
			const [method, path] = request.split(' ');
			const sent = { method, headers, body: body && JSON.stringify(body) };
			const answer = await fetch(`${baseUrl}${path}`, sent);
			return { status: answer.status, headers: answer.headers, body: await answer.json() };
		};
		const created = await send('POST /order', whatsappId);
		expect(created.headers.get('date')).toBe('Wed, 03 Dec 2025 10:50:00 GMT');
		expect(created.headers.get('content-type')).toBe('application/json; charset=utf-8');
		const order = {
			...{ ...whatsappId, order_id: 12345, price: 0.5, status: 'pending' },
			phone: expect.stringMatching(/^\+62812\d{8}$/),
			created_at: '2025-12-03T10:50:00Z',
			expired_at: '2025-12-03T11:00:00Z',
		};
		expect(created.body).toEqual(order);
		const others = [
			'GET /user/balance',
			'GET /user/profile',
			'GET /user/transactions?page=1&page_size=5',
			'GET /user/orders?status=pending',
			'GET /order/12345',
			// An empty body that is said to be JSON.
			'POST /order/12345/cancel',
		];
		const looked = { ...order, code: null, content: null };
		for (const request of others) {
			const { status, body } = await send(request);
			expect(status).toBe(200);
			if (request === 'GET /order/12345') expect(body).toEqual(looked);
		}

		expect(requests).toMatchObject([
			{ method: 'POST', path: '/order', endpoint: 'create', status: 200, orderId: 12345 },
			{ endpoint: 'balance', account: 'channel_demo', atMs: Date.UTC(2025, 11, 3, 10, 50) },
			{ endpoint: 'profile' },
			{ endpoint: 'transactions', query: { page: '1', page_size: '5' } },
			{ endpoint: 'orders', query: { status: 'pending' } },
			{ endpoint: 'order', orderId: 12345 },
			{ endpoint: 'cancel', orderId: 12345 },
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
