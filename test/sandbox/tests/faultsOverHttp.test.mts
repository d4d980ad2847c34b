import { describe, expect, it } from '@jest/globals';

import type { FaultRule } from '../faults/applyFault.mts';
import { startSandbox } from '../server.mts';
import { whatsappId } from './frozenCore.mts';
import { send, until, withSandbox } from './overHttp.mts';

/** Only how an outcome goes over the wire: what becomes of it under which fault is seen in `faults.test.mts`. */
describe('a fault on the wire', () => {
	it.each<[FaultRule, message: string, orders: number]>([
		[{ kind: 'dropBefore' }, 'fetch failed', 0],
		[{ kind: 'dropMidway' }, 'terminated', 1],
	])('%j breaks the connection: %s', (rule, message, orders) =>
		withSandbox({ faults: [rule] }, async (sandbox) => {
			await expect(send(sandbox, 'POST /order', whatsappId)).rejects.toThrow(message);
			expect(sandbox.control.account().orders).toBe(orders);
		}),
	);

	it.each<[FaultRule, status: number, body: unknown]>([
		[{ kind: 'html502' }, 502, expect.stringContaining('<html>')],
		[{ kind: 'brokenJson' }, 200, expect.stringMatching(/^\{"balance"/)],
	])('%j is answered so, once', (rule, status, body) =>
		withSandbox({ faults: [rule] }, async (sandbox) => {
			expect(await send(sandbox, 'GET /user/balance')).toMatchObject({ status, body });
			expect(await send(sandbox, 'GET /user/balance')).toMatchObject({ status: 200 });
		}),
	);

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

	it.each<[FaultRule, speed: number, passes: number]>([
		[{ kind: 'latency', ms: 500_000, clock: 'virtual' }, 10_000, 500_000],
		[{ kind: 'latency', ms: 1 }, 0, 0],
	])('%j delays an answer at speed %d', (rule, speed, passes) =>
		withSandbox({ speed, faults: [rule] }, async (sandbox) => {
			const before = sandbox.control.now();
			expect((await send(sandbox, 'GET /user/balance')).status).toBe(200);
			expect(sandbox.control.now() - before).toBeGreaterThanOrEqual(passes);
			expect(sandbox.requests).toMatchObject([{ fault: 'latency', status: 200 }]);
		}),
	);
});

it('close ends at once, with requests hanging and waiting', async () => {
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
