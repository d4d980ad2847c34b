import { expect, it } from '@jest/globals';
import { withSandbox } from '../support/withSandbox.mts';
import { httpRequestLoop, thisNode } from './contenders.mts';
import { measure, quantile } from './figures.mts';
import { bytesPerWaitingOrder } from './memory.mts';

it.each([
	['one execution', { items: 4 }],
	['several executions', { items: 1, executions: 4 }],
	['no text', { items: 4, options: { includeSmsText: false } }],
])('measures %s', async (_name, work) => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: [5_000, 20_000] } } });
	const measured = measure(sandbox, await thisNode(sandbox, undefined, work));
	expect(measured).toMatchObject({ orders: 4, codes: 4, refused: 0 });
	expect(measured.seenMs.length).toBeGreaterThan(0);
	expect(measured.seenMs.every((ms) => ms >= 0)).toBe(true);
});

it('measures the loop of HTTP Request nodes, and what it loses when it is refused', async () => {
	const sandbox = await withSandbox({ speed: 1, limits: { perSecond: 3 } });
	expect(await httpRequestLoop(sandbox, 5, 'plain')).toBe(0);
	while (sandbox.requests.length < 5) await new Promise((next) => setImmediate(next));
	expect(measure(sandbox, 0)).toMatchObject({ orders: 3, refused: 2 });
});

it('measures the memory of waiting orders', async () => {
	expect(await bytesPerWaitingOrder(50)).toBeGreaterThan(0);
});

it.each([
	[0.5, 3],
	[0.95, 5],
	[0, 1],
])('takes the quantile %d', (part, value) => {
	expect(quantile([1, 2, 3, 4, 5], part)).toBe(value);
});
