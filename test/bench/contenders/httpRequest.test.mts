import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../support/fastClock.mts';
import { withSandbox } from '../../support/withSandbox.mts';
import { httpRequestLoop } from './httpRequestLoop.mts';
import { httpRequestNode, type Sending } from './httpRequestNode.mts';

const purchase: Sending = {
	method: 'POST',
	path: '/order',
	body: { project_code: 'whatsapp', region: 'ID' },
};
const once = { maxTries: 1, betweenTriesMs: 0 };

describe('the HTTP Request node, as n8n runs it', () => {
	it('sends all items at once, and fails when one is refused', async () => {
		const sandbox = await withSandbox({ limits: { perSecond: null, perMinute: 3 } });
		const items = Array.from({ length: 5 }, () => purchase);
		await expect(httpRequestNode(sandbox, systemClock, once, items)).rejects.toThrow('failed');
		expect(sandbox.requests.map((entry) => entry.status).sort()).toEqual([200, 200, 200, 429, 429]);
	});

	it('pauses between batches', async () => {
		const sandbox = await withSandbox();
		const items = Array.from({ length: 5 }, () => purchase);
		const settings = { ...once, batch: { size: 2, intervalMs: 3_000 } };
		const pauses: Array<[number, number]> = [];
		const clock = {
			...systemClock,
			sleep: async (ms: number) => {
				while (sandbox.requests.length < (pauses.length + 1) * 2) await systemClock.sleep(100);
				pauses.push([sandbox.requests.length, ms]);
			},
		};
		expect(await httpRequestNode(sandbox, clock, settings, items)).toHaveLength(5);
		expect(pauses).toEqual([
			[2, 3_000],
			[4, 3_000],
		]);
	});

	it('runs anew with all items on a retry, and so buys twice', async () => {
		const sandbox = await withSandbox({
			faults: [{ kind: 'rateLimited', skip: 2, times: 1 }],
		});
		const items = Array.from({ length: 3 }, () => purchase);
		const settings = { maxTries: 2, betweenTriesMs: 5_000 };
		expect(await httpRequestNode(sandbox, systemClock, settings, items)).toHaveLength(3);
		expect(sandbox.control.orders()).toHaveLength(5);
	});
});

it('loses all that it bought when the execution fails', async () => {
	const sandbox = await withSandbox({ limits: { perSecond: null, perMinute: 3 } });
	const { codes } = await httpRequestLoop(sandbox, systemClock, 5, 'plain');
	expect({ codes, bought: sandbox.control.orders().length }).toEqual({ codes: 0, bought: 3 });
});
