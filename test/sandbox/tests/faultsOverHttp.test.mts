import { describe, expect, it } from '@jest/globals';

import type { FaultRule } from '../faults/applyFault.mts';
import { startSandbox } from '../server.mts';
import { whatsappId } from './frozenCore.mts';
import { send, until, withSandbox } from './overHttp.mts';

describe('a fault on the wire', () => {
	it.each<[FaultRule, boughtAtAll: boolean]>([
		[{ kind: 'dropBefore' }, false],
		[{ kind: 'dropAfter' }, true],
		[{ kind: 'dropMidway' }, true],
		[{ kind: 'outage', durationMs: 1 }, false],
	])('%j breaks the connection', (rule, isBought) =>
		withSandbox({ faults: [rule] }, async (sandbox) => {
			await expect(send(sandbox, 'POST /order', whatsappId)).rejects.toThrow(
				/fetch failed|terminated/,
			);
			expect(sandbox.control.account().orders).toBe(isBought ? 1 : 0);
		}),
	);

	it.each<[FaultRule, number, unknown]>([
		[{ kind: 'error500' }, 500, { error: '服务器内部错误', code: 'INTERNAL_ERROR' }],
		[{ kind: 'error500Html' }, 500, expect.stringContaining('<html>')],
		[{ kind: 'html502' }, 502, expect.stringContaining('<html>')],
		[{ kind: 'html503' }, 503, expect.stringContaining('<html>')],
		[{ kind: 'html504' }, 504, expect.stringContaining('<html>')],
		[{ kind: 'brokenJson' }, 200, expect.stringMatching(/^\{"balance"/)],
		[{ kind: 'emptyBody' }, 200, ''],
		[{ kind: 'wrongShape', body: [] }, 200, []],
		[{ kind: 'rateLimited' }, 429, { error: '请求过于频繁', code: 'RATE_LIMITED' }],
		[{ kind: 'redirect', location: 'http://127.0.0.1:1/' }, 302, ''],
		[{ kind: 'echoKey' }, 500, expect.objectContaining({ code: 'INTERNAL_ERROR' })],
	])('%j is answered so', (rule, status, body) =>
		withSandbox({ faults: [rule] }, async (sandbox) => {
			expect(await send(sandbox, 'GET /user/balance')).toMatchObject({ status, body });
			expect(await send(sandbox, 'GET /user/balance')).toMatchObject({ status: 200 });
		}),
	);

	it('carries Retry-After and Location', () =>
		withSandbox({}, async (sandbox) => {
			sandbox.control.addFault({ kind: 'rateLimited', retryAfterSeconds: 3 });
			sandbox.control.addFault({ kind: 'redirect', location: 'http://127.0.0.1:1/', status: 307 });
			const limited = await send(sandbox, 'GET /user/balance');
			expect(limited.headers.get('retry-after')).toBe('3');
			const redirected = await send(sandbox, 'GET /user/balance');
			expect(redirected.status).toBe(307);
			expect(redirected.headers.get('location')).toBe('http://127.0.0.1:1/');
		}));

	it('echoes the key where it says so', () =>
		withSandbox({ faults: [{ kind: 'echoKey' }] }, async (sandbox) => {
			const { body } = await send(sandbox, 'GET /user/balance');
			expect(JSON.stringify(body)).toContain(sandbox.key);
			expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.key);
		}));

	it('lets a request hang until the client gives up', () =>
		withSandbox({ faults: [{ kind: 'hang' }] }, async (sandbox) => {
			const abort = new AbortController();
			const hanging = send(sandbox, 'GET /user/balance', undefined, abort.signal);
			await until(() => sandbox.requests.length === 1);
			abort.abort();
			await expect(hanging).rejects.toThrow('aborted');
			expect(sandbox.requests).toMatchObject([{ status: null, fault: 'hang' }]);
		}));

	it('delays an answer on the virtual clock', () =>
		withSandbox({ faults: [{ kind: 'latency', ms: 5_000, clock: 'virtual' }] }, async (sandbox) => {
			const slow = send(sandbox, 'GET /user/balance');
			await until(() => sandbox.requests.length === 1);
			sandbox.control.advance(4_999);
			expect((await send(sandbox, 'GET /user/profile')).status).toBe(200);
			expect(sandbox.requests[0]?.status).toBeNull();
			sandbox.control.advance(1);
			expect((await slow).headers.get('date')).toBe('Wed, 03 Dec 2025 10:50:05 GMT');
		}));

	it('delays an answer on a virtual clock that runs', () =>
		withSandbox(
			{ speed: 100_000, faults: [{ kind: 'latency', ms: 500_000, clock: 'virtual' }] },
			async (sandbox) => {
				const before = sandbox.control.now();
				expect((await send(sandbox, 'GET /user/balance')).status).toBe(200);
				expect(sandbox.control.now() - before).toBeGreaterThanOrEqual(500_000);
			},
		));

	it('delays an answer on the real clock', () =>
		withSandbox({ faults: [{ kind: 'latency', ms: 1 }] }, async (sandbox) => {
			expect((await send(sandbox, 'GET /user/balance')).status).toBe(200);
			expect(sandbox.requests).toMatchObject([{ fault: 'latency', status: 200 }]);
		}));
});

describe('close', () => {
	it('ends at once, with requests hanging and waiting', async () => {
		const sandbox = await startSandbox({
			speed: 0,
			faults: [
				{ kind: 'hang', endpoint: 'balance' },
				{ kind: 'latency', endpoint: 'profile', ms: 3_600_000 },
				{ kind: 'latency', endpoint: 'orders', ms: 1, clock: 'virtual' },
			],
		});
		const open = ['balance', 'profile', 'orders'].map((name) => send(sandbox, `GET /user/${name}`));
		await until(() => sandbox.requests.length === 3);
		const ended = Promise.allSettled(open);
		await sandbox.close();
		for (const { status } of await ended) expect(status).toBe('rejected');
	});
});
