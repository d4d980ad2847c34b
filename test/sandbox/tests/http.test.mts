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
			const requests = [
				'GET /user/balance',
				'GET /user/profile',
				'GET /user/transactions?page=1&page_size=5',
				'GET /user/orders?status=pending',
				`GET /order/${String(property(created.body, 'order_id'))}`,
				// An empty body that is said to be JSON.
				'POST /order/12345/cancel',
			];
			for (const request of requests) expect((await send(sandbox, request)).status).toBe(200);

			const logged = await send(sandbox, 'GET /__sandbox/requests');
			expect(property(logged.body, 'requests')).toMatchObject([
				{ seq: 1, method: 'POST', path: '/order', endpoint: 'create', status: 200, orderId: 12345 },
				{ endpoint: 'balance', account: 'channel_demo', atMs: Date.UTC(2025, 11, 3, 10, 50) },
				{ endpoint: 'profile' },
				{ endpoint: 'transactions', query: { page: '1', page_size: '5' } },
				{ endpoint: 'orders', query: { status: 'pending' } },
				{ endpoint: 'order', orderId: 12345 },
				{ endpoint: 'cancel', orderId: 12345 },
			]);
			expect(JSON.stringify(logged.body)).not.toContain(sandbox.key);
			expect(sandbox.violations).toEqual([]);
			await send(sandbox, 'DELETE /__sandbox/requests');
			expect(sandbox.requests).toEqual([]);
		}));

	it('bodies of any type are read as JSON, and broken ones are 400', () =>
		withSandbox({}, async ({ baseUrl, key }) => {
			const post = (body: string, type: string) =>
				fetch(`${baseUrl}/order`, {
					method: 'POST',
					body,
					headers: { authorization: `Bearer ${key}`, 'content-type': type },
				});
			expect((await post(JSON.stringify(whatsappId), 'text/plain')).status).toBe(200);
			const broken = await post('{"project_code":', 'application/json');
			expect([broken.status, property(await broken.json(), 'code')]).toEqual([
				400,
				'INVALID_PARAMS',
			]);
		}));

	it.each([
		['a wrong key', 'GET', '/user/balance', 'Bearer ch_wrong', 401],
		['no key', 'POST', '/order', '', 401],
		['an unknown path', 'GET', '/user', 'Bearer ch_sandbox', 404],
		['an unknown order', 'GET', '/order/1', 'Bearer ch_sandbox', 404],
	])('%s is refused', (_what, method, path, authorization, status) =>
		withSandbox({}, async ({ baseUrl, requests }) => {
			const response = await fetch(baseUrl + path, { method, headers: { authorization } });
			expect(response.status).toBe(status);
			expect(requests).toMatchObject([{ status }]);
		}),
	);

	it('the rate limit is kept for requests that come side by side', () =>
		withSandbox({ limits: { perSecond: 10 } }, async (sandbox) => {
			const answers = await Promise.all(
				Array.from({ length: 15 }, () => send(sandbox, 'GET /user/balance')),
			);
			expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
		}));

	it('listens on the loopback interface, on the port that is given', async () => {
		const first = await startSandbox();
		const { port } = first;
		expect(first.baseUrl).toBe(`http://127.0.0.1:${port}/api/v1`);
		expect(first.controlUrl).toBe(`http://127.0.0.1:${port}/__sandbox`);
		await first.close();
		const second = await startSandbox({ port });
		expect(second.port).toBe(port);
		await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
		await second.close();
	});
});
