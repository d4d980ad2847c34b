import { expect, it } from '@jest/globals';

import type { FaultRule } from '../faults/applyFault.mts';
import { startSandbox } from '../server.mts';
import { property, whatsappId } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

// Only how an outcome goes over the wire: what becomes of it under which fault is seen in `faults.test.mts`.

/** Lets the event loop turn until something is so: no time passes on the sandbox's clock. */
async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

it.each<[message: string, fault: string, orders: number, faults: FaultRule[]]>([
	['fetch failed', 'dropBefore', 0, [{ kind: 'dropBefore' }]],
	['terminated', 'dropMidway', 1, [{ kind: 'dropMidway' }]],
	['fetch failed', 'latency+dropAfter', 1, [{ kind: 'dropAfter' }, { kind: 'latency', ms: 1 }]],
])('a connection breaks: %s, by %s', (message, fault, orders, faults) =>
	withSandbox({ faults }, async (sandbox) => {
		await expect(send(sandbox, 'POST /order', whatsappId)).rejects.toThrow(message);
		expect(sandbox.control.account().orders).toBe(orders);
		expect(sandbox.requests).toMatchObject([{ fault, status: null }]);
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

it('a request hangs until the client gives up', () =>
	withSandbox({ faults: [{ kind: 'hang' }] }, async (sandbox) => {
		const abort = new AbortController();
		const hanging = send(sandbox, 'GET /user/balance', undefined, abort.signal);
		await until(() => sandbox.requests.length === 1);
		abort.abort();
		await expect(hanging).rejects.toThrow('aborted');
		expect(sandbox.requests).toMatchObject([{ status: null, fault: 'hang' }]);
	}));

it.each([
	['atOnce', 1, '2025-12-03T10:50:00Z'],
	['afterwards', 0, '2025-12-03T10:50:05Z'],
] as const)(
	'an answer is late on the virtual clock, the work done %s',
	(work, orders, createdAt) => {
		const latency = { kind: 'latency', ms: 5_000, clock: 'virtual', work } as const;
		return withSandbox({ faults: [latency] }, async (sandbox) => {
			const slow = send(sandbox, 'POST /order', whatsappId);
			await until(() => sandbox.requests.length === 1);
			expect(sandbox.control.account().orders).toBe(orders);
			sandbox.control.advance(4_999);
			expect((await send(sandbox, 'GET /user/profile')).status).toBe(200);
			expect(sandbox.requests[0]?.status).toBeNull();
			sandbox.control.advance(1);
			const { headers, body } = await slow;
			expect(headers.get('date')).toBe('Wed, 03 Dec 2025 10:50:05 GMT');
			expect(property(body, 'created_at')).toBe(createdAt);
		});
	},
);

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
