import { describe, expect, it } from '@jest/globals';
import { activeTrigger, startTrigger } from './triggerRig.mts';

// How long a poll takes, and when it tells: in virtual time, where that is the same on every machine.

const hanging = { kind: 'hang', times: 'always' } as const;

describe('a poll', () => {
	it.each([
		[{ options: { watchSeconds: 45 } }, [], 39_000, 45_500],
		[{ options: { watchSeconds: 20 } }, [], 14_000, 20_500],
		[{ options: { watchSeconds: 0 } }, [], 0, 1_500],
		[{ budgetMs: 10_000 }, [], 0, 9_999],
		// The next one begins after a minute.
		[{}, [hanging], 0, 59_999],
	])('told %j takes no longer before %j, and leaves nothing running', async (...row) => {
		const [setup, faults, leastMs, mostMs] = row;
		const { clock, core, poll, buy } = await activeTrigger({}, setup);
		buy();
		await poll();
		core.control.addFault(...faults);
		const tookMs = await poll();
		expect(tookMs).toBeGreaterThanOrEqual(leastMs);
		expect(tookMs).toBeLessThanOrEqual(mostMs);
		await clock.sleepUntilDone(120_000);
		expect(clock.pending).toBe(0);
	});

	it('at activation is quick, whatever is pending', async () => {
		const { poll, buy, all } = startTrigger();
		for (let n = 0; n < 30; n++) buy();
		expect(await poll()).toBeLessThan(1_000);
		await poll();
		// Or at the next start of n8n, with what was saved.
		all.data = structuredClone(all.data);
		expect(await poll()).toBeLessThan(1_000);
	});

	it('at activation does not wait for an API that hangs', async () => {
		const { poll } = startTrigger({ faults: [hanging] });
		expect(await poll()).toBeLessThanOrEqual(20_100);
	});
});

describe('what happens during a poll', () => {
	it('is handed over at once while other orders are pending', async () => {
		const { clock, core, poll, buy, told, after } = await activeTrigger();
		const [first, second, third] = [buy(), buy(), buy()];
		after(8, () => core.control.deliver(first, {}));
		after(20, () => core.control.cancelAsOther(second));
		after(32, () => core.control.expire(third));
		const startMs = clock.now();
		await poll();
		expect(told.map(({ id, event, way }) => [id, event, way])).toEqual([
			[first, 'created', 'handed over'],
			[second, 'created', 'handed over'],
			[third, 'created', 'handed over'],
			[first, 'received', 'handed over'],
			[second, 'cancelled', 'handed over'],
			[third, 'expired', 'handed over'],
		]);
		for (const [index, happened] of [8, 20, 32].entries()) {
			const tookMs = (told[index + 3]?.atMs ?? 0) - startMs;
			expect(tookMs).toBeGreaterThanOrEqual(happened * 1_000);
			expect(tookMs).toBeLessThan(happened * 1_000 + 6_000);
		}
	});

	it('ends it at once where n8n takes events from its result only', async () => {
		const emit = () => {
			throw new Error('not here');
		};
		const { core, poll, buy, told, after } = await activeTrigger({}, { emit });
		const [first] = [buy(), buy()];
		await poll();
		told.length = 0;
		after(8, () => core.control.deliver(first, {}));
		expect(await poll()).toBeLessThan(14_000);
		expect(told).toMatchObject([{ id: first, event: 'received', way: 'returned' }]);
	});

	it('is noticed of orders that are bought meanwhile, too', async () => {
		const { core, poll, buy, told, after } = await activeTrigger();
		buy();
		let id = 0;
		after(8, () => {
			id = buy();
		});
		after(16, () => core.control.deliver(id, {}));
		await poll();
		expect(told.slice(1)).toMatchObject([
			{ id, event: 'created', way: 'handed over' },
			{ id, event: 'received', way: 'handed over' },
		]);
	});
});
