import { describe, expect, it } from '@jest/globals';
import { seedChance } from './seededChance.mts';
import { startTrigger as start } from './triggerRig.mts';

// How long a poll takes, and how often it asks: in virtual time, where that is the same on every machine.
seedChance();

describe('a poll', () => {
	it.each([
		[45, 45_000],
		[20, 20_000],
		[0, 1_000],
	])('told to watch %d seconds takes no longer', async (watchSeconds, mostMs) => {
		const { poll, buy } = start({}, { options: { watchSeconds } });
		await poll();
		buy();
		await poll();
		const tookMs = await poll();
		expect(tookMs).toBeLessThanOrEqual(mostMs + 500);
		expect(tookMs).toBeGreaterThanOrEqual(mostMs === 1_000 ? 0 : mostMs - 6_000);
	});

	it('keeps to n8n’s own budget', async () => {
		const { poll, buy } = start({}, { budgetMs: 10_000 });
		await poll();
		buy();
		expect(await poll()).toBeLessThan(10_000);
	});

	it('asks on the vendor’s schedule while it watches', async () => {
		const { core, clock, poll, buy } = start({}, { options: { watchSeconds: 45 } });
		await poll();
		buy();
		await poll();
		core.control.clearRequests();
		const startMs = clock.now();
		await poll();
		const asked = core.requests.map((one) => Math.round((one.atMs - startMs) / 1_000));
		// The first poll took the order's first 45 seconds: from then on the list is read every five.
		expect(asked.length).toBeGreaterThanOrEqual(9);
		expect(asked.length).toBeLessThanOrEqual(13);
	});

	it('at activation is quick, whatever is pending', async () => {
		const { poll, buy, all } = start();
		for (let n = 0; n < 30; n++) buy();
		expect(await poll()).toBeLessThan(1_000);
		await poll();
		// Or at the next start of n8n, with what was saved.
		all.data = structuredClone(all.data);
		expect(await poll()).toBeLessThan(1_000);
	});

	it('at activation does not wait for an API that hangs', async () => {
		const { poll } = start({ faults: [{ kind: 'hang', times: 'always' }] });
		expect(await poll()).toBeLessThanOrEqual(20_100);
	});

	it('ends before the next, also when the API hangs', async () => {
		const { core, poll, buy } = start();
		await poll();
		buy();
		core.control.addFault({ kind: 'hang', times: 'always' });
		expect(await poll()).toBeLessThan(60_000);
	});

	it('leaves nothing running', async () => {
		const { clock, poll, buy } = start();
		await poll();
		buy();
		await poll();
		await clock.sleepUntilDone(120_000);
		expect(clock.pending).toBe(0);
	});
});

describe('what happens during a poll', () => {
	it('is handed over at once while other orders are pending', async () => {
		const { clock, core, poll, buy, told, after } = start();
		await poll();
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
		const { core, poll, buy, told, after } = start({}, { emit });
		await poll();
		const [first] = [buy(), buy()];
		await poll();
		told.length = 0;
		after(8, () => core.control.deliver(first, {}));
		expect(await poll()).toBeLessThan(14_000);
		expect(told).toMatchObject([{ id: first, event: 'received', way: 'returned' }]);
	});

	it('is noticed of orders that are bought meanwhile, too', async () => {
		const { core, poll, buy, told, after } = start();
		await poll();
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
