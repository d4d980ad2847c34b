import { describe, expect, it } from '@jest/globals';

import { startSandbox } from '../server.mts';
import { property, whatsappId } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

describe('over HTTP', () => {
	it('all seven endpoints answer, and every request is logged without the key', () =>
		withSandbox({}, async (sandbox) => {
			const created = await send(sandbox, 'POST /order', whatsappId);
			expect(created.headers.get('date')).toBe('Wed, 03 Dec 2025 10:50:00 GMT');
			expect(created.headers.get('content-type')).toBe('application/json; charset=utf-8');
			const order = {
				...{ ...whatsappId, order_id: 12345, price: 0.5, status: 'pending' },
				phone: expect.stringMatching(/^\+62812\d{8}$/),
				created_at: '2025-12-03T10:50:00Z',
				expired_at: '2025-12-03T11:00:00Z',
			};
			expect(created.body).toEqual(order);
			const requests = [
				'GET /user/balance',
				'GET /user/profile',
				'GET /user/transactions?page=1&page_size=5',
				'GET /user/orders?status=pending',
				'GET /order/12345',
				// An empty body that is said to be JSON.
				'POST /order/12345/cancel',
			];
			const looked = { ...order, code: null, content: null };
			for (const request of requests) {
				const { status, body } = await send(sandbox, request);
				expect(status).toBe(200);
				if (request === 'GET /order/12345') expect(body).toEqual(looked);
			}

			const logged = await send(sandbox, 'GET /__sandbox/requests');
			expect(property(logged.body, 'requests')).toMatchObject([
				{ method: 'POST', path: '/order', endpoint: 'create', status: 200, orderId: 12345 },
				{ endpoint: 'balance', account: 'channel_demo', atMs: Date.UTC(2025, 11, 3, 10, 50) },
				{ endpoint: 'profile' },
				{ endpoint: 'transactions', query: { page: '1', page_size: '5' } },
				{ endpoint: 'orders', query: { status: 'pending' } },
				{ endpoint: 'order', orderId: 12345 },
				{ endpoint: 'cancel', orderId: 12345 },
			]);
			expect(JSON.stringify(logged.body)).not.toContain(sandbox.key);
		}));

	it.each([
		['a body of any type is read as JSON', JSON.stringify(whatsappId), 'text/plain', 200],
		['a broken one is refused', '{"project_code":', 'application/json', 400],
	])('%s', (_what, body, type, status) =>
		withSandbox({}, async ({ baseUrl, key }) => {
			const headers = { authorization: `Bearer ${key}`, 'content-type': type };
			const answer = await fetch(`${baseUrl}/order`, { method: 'POST', body, headers });
			expect(answer.status).toBe(status);
			const isRefused = property(await answer.json(), 'code') === 'INVALID_PARAMS';
			expect(isRefused).toBe(status === 400);
		}),
	);

	it.each([
		['a wrong key', '/user/balance', 'Bearer ch_wrong', 401, null],
		['an unknown path', '/user', 'Bearer ch_sandbox', 404, 'channel_demo'],
	])('%s is refused, and logged', (_what, path, authorization, status, account) =>
		withSandbox({}, async ({ baseUrl, requests }) => {
			const answer = await fetch(baseUrl + path, { headers: { authorization } });
			expect(answer.status).toBe(status);
			expect(requests).toMatchObject([{ status, account }]);
			expect(JSON.stringify(requests)).not.toContain('ch_wrong');
		}),
	);

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
