import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Priority } from '../../nodes/GoSms/transport/limits/limits.ts';
import { RateLimiter } from '../../nodes/GoSms/transport/limits/rateLimiter.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import { VirtualClock } from '../simulation/virtualClock.mts';

function start() {
	const clock = new VirtualClock();
	const limiter = new RateLimiter(clock);
	const startMs = clock.now();
	/** When so many get their turns that want one now, in ms from the beginning. */
	const turns = async (count: number, priority: Priority) =>
		await clock.run(
			Promise.all(
				Array.from({ length: count }, async () => {
					(await limiter.acquire(priority))?.();
					return clock.now() - startMs;
				}),
			),
		);
	return { clock, limiter, startMs, turns };
}

/** Sends a request: it reaches the server somewhere between sending and answer. */
async function send(limiter: RateLimiter, clock: VirtualClock, upMs: number, downMs: number) {
	const release = await limiter.acquire('look');
	await clock.sleep(upMs);
	const arrivedMs = clock.now();
	await clock.sleep(downMs);
	release?.();
	return arrivedMs;
}

function mostIn(windowMs: number, arrivals: number[]): number {
	const sorted = [...arrivals].sort((a, b) => a - b);
	let [first, most] = [0, 0];
	sorted.forEach((at, last) => {
		while ((sorted[first] ?? 0) <= at - windowMs) first += 1;
		most = Math.max(most, last - first + 1);
	});
	return most;
}

it('the server sees at most 10 requests a second and 300 a minute, whatever the network does (decision 10)', async () => {
	const way = fc.nat(2_000);
	const latencies = fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 700 });
	const keepsLimits = fc.asyncProperty(latencies, async (ways) => {
		const { clock, limiter } = start();
		const sending = ways.map(async ([up, down]) => await send(limiter, clock, up, down));
		const arrivals = await clock.run(Promise.all(sending));
		expect(mostIn(1_000, arrivals)).toBeLessThanOrEqual(10);
		expect(mostIn(60_000, arrivals)).toBeLessThanOrEqual(300);
	});
	await fc.assert(keepsLimits, { numRuns: 40, seed: 1 });
});

/** Takes all turns of a second, so that the next ones have to queue. */
async function fill(limiter: RateLimiter): Promise<void> {
	for (let n = 0; n < 10; n++) (await limiter.acquire('code'))?.();
}

/** Who got a turn, in that order, when all of these wanted one at once. */
async function turnsOf(wanted: readonly Priority[]): Promise<string[]> {
	const { clock, limiter } = start();
	await fill(limiter);
	const order: string[] = [];
	const all = wanted.map(async (priority, index) => {
		(await limiter.acquire(priority))?.();
		order.push(`${priority} ${index}`);
	});
	await clock.run(Promise.all(all));
	return order;
}

it.each<{ name: string; wanted: Priority[]; order: string }>`
	name                                           | wanted                                                                                  | order
	${'by rank, and to the first come within one'} | ${['background', 'look', 'purchase', 'code', 'look', 'purchase', 'code', 'background']} | ${'code 3, code 6, purchase 2, purchase 5, look 1, look 4, background 0, background 7'}
	${'to cancels and codes in turns'}             | ${['code', 'code', 'code', 'cancel', 'cancel', 'cancel']}                               | ${'cancel 3, code 0, cancel 4, code 1, cancel 5, code 2'}
`('gives turns $name', async ({ wanted, order }) => {
	expect((await turnsOf(wanted)).join(', ')).toBe(order);
});

it('lets nobody starve: every tenth turn goes to the last in rank', async () => {
	const flood = Array.from({ length: 100 }, () => 'purchase' as const);
	expect((await turnsOf([...flood, 'look'])).indexOf('look 100')).toBeLessThan(10);
});

it('the background gets its tenth turn in a full minute too', async () => {
	const { turns } = start();
	await turns(280, 'code');
	const [others, [backgroundMs = 0]] = await Promise.all([
		turns(100, 'code'),
		turns(1, 'background'),
	]);
	expect(backgroundMs).toBeLessThan(Math.max(...others));
});

it('gives the place of somebody who stops to the next', async () => {
	const { clock, limiter } = start();
	await fill(limiter);
	const stop = new Stop();
	const stopped = limiter.acquire('look', stop);
	const next = limiter.acquire('look');
	stop.fire();
	expect(await stopped).toBeUndefined();
	expect(await clock.run(next)).toBeDefined();
	expect(await limiter.acquire('look', stop)).toBeUndefined();
});

it('does not count a turn that was not used', async () => {
	const limiter = new RateLimiter(new VirtualClock());
	for (let n = 0; n < 50; n++) (await limiter.acquire('purchase'))?.('unused');
	expect(await limiter.acquire('look')).toBeDefined();
});

it.each<[Priority, number]>([
	['purchase', 3],
	['look', 3],
	['code', 10],
	['cancel', 10],
])('of ten, %s: %d at once, and all within the second', async (priority, atOnce) => {
	const times = await start().turns(10, priority);
	expect(times.filter((ms) => ms === 0)).toHaveLength(atOnce);
	expect(Math.max(...times)).toBeLessThan(1_000);
});

describe('after a 429', () => {
	it('everybody pauses', async () => {
		const { limiter, turns } = start();
		limiter.penalize(7_000);
		expect(await turns(1, 'cancel')).toEqual([7_000]);
	});

	it('begins again evenly, and not with all that has been waiting', async () => {
		const { limiter, turns } = start();
		limiter.penalize(5_000);
		const [first = 0, second = 0, , last = 0] = await turns(4, 'look');
		expect(first).toBe(5_000);
		expect(second - first).toBeGreaterThan(300);
		expect(last - first).toBeGreaterThan(900);
	});
});

it('goes as fast as the second allows while the minute has places for all, and evenly otherwise', async () => {
	const timesOf = async (purchases: number) => {
		const { clock, limiter, startMs, turns } = start();
		const code = clock.sleep(35_000).then(async () => {
			(await limiter.acquire('code'))?.();
			return clock.now() - startMs - 35_000;
		});
		const times = await turns(purchases, 'purchase');
		return { lateMs: await clock.run(code), hundredthMs: times[99] ?? Infinity };
	};
	expect((await timesOf(100)).hundredthMs).toBeLessThan(10_000);
	const many = await timesOf(1_000);
	expect(many.hundredthMs).toBeGreaterThan(18_000);
	expect(many.hundredthMs).toBeLessThan(22_000);
	expect(many.lateMs).toBeLessThan(250);
});

it.each<{ name: string; allowed: Array<[number, string]>; perMinute: number }>`
	name                                                           | allowed                    | perMinute
	${'set by hand'}                                               | ${[[60, 'a']]}             | ${60}
	${'of two credentials, the smaller whichever was opened last'} | ${[[60, 'a'], [300, 'b']]} | ${60}
	${'of a credential that was changed, the new one'}             | ${[[60, 'a'], [120, 'a']]} | ${120}
`('takes so many requests of a key: $name', async ({ allowed, perMinute }) => {
	const { clock, limiter } = start();
	expect(limiter.isSplit).toBe(false);
	for (const [requests, credential] of allowed) limiter.allow(requests, credential);
	expect(limiter.isSplit).toBe(true);
	const sending = Array.from({ length: 190 }, async () => await send(limiter, clock, 5, 5));
	const arrivals = await clock.run(Promise.all(sending));
	expect(mostIn(60_000, arrivals)).toBe(perMinute);
	expect(mostIn(1_000, arrivals)).toBe((perMinute * 10) / 300);
});

it('forgets what a credential allowed that was not used for an hour', async () => {
	const { clock, limiter } = start();
	limiter.allow(60, 'deleted');
	await clock.run(clock.sleep(3_600_001));
	limiter.allow(300, 'new');
	expect(limiter.isSplit).toBe(false);
});
