import { describe, expect, it, jest } from '@jest/globals';
import type * as clock from '../../nodes/GoSms/transport/clock.ts';
import { RateLimiter } from '../../nodes/GoSms/transport/limits/rateLimiter.ts';
import { RemoteClock } from '../../nodes/GoSms/transport/remoteClock.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';

const { systemClock, requestTimeoutMs } = jest.requireActual<typeof clock>(
	'../../nodes/GoSms/transport/clock',
);

describe('the clock of somebody else (decision 8)', () => {
	const wholeSecond = (ms: number) => Math.floor(ms / 1_000) * 1_000;
	const startMs = 1_700_000_000_000;

	it.each([undefined, NaN])('is this machine’s while all that is known is %p', (theirMs) => {
		const clock = new RemoteClock();
		clock.observe(theirMs, 0, 1);
		expect(clock.isKnown).toBe(false);
		expect(clock.at(5_000)).toBe(5_000);
	});

	const skews = [-8 * 3_600_000, -600_000, -1_234, 0, 999, 600_000, 3_600_000];
	it.each(skews)('is known better with each answer, %d ms off', (skew) => {
		const clock = new RemoteClock();
		for (let n = 0; n < 50; n++) {
			const sent = startMs + n * 1_037;
			clock.observe(wholeSecond(sent + 40 + skew), sent, sent + 80);
		}
		expect(Math.abs(clock.at(startMs) - startMs - skew)).toBeLessThan(120);
	});

	it('follows when a clock is set', () => {
		const clock = new RemoteClock();
		clock.observe(startMs, startMs, startMs + 50);
		clock.observe(startMs + 900_000, startMs + 1_000, startMs + 1_050);
		// Of the time before that.
		clock.observe(startMs, startMs, startMs + 50);
		expect(Math.abs(clock.at(startMs + 1_000) - startMs - 900_000)).toBeLessThan(1_100);
	});
});

describe('the system’s clock', () => {
	it('lets requests go although the machine’s clock is set back by ten minutes', async () => {
		const limiter = new RateLimiter(systemClock, { perSecond: 1, perMinute: 300 });
		const release = await limiter.acquire('cancel');
		release?.();
		const earlierMs = Date.now() - 600_000;
		const set = jest.spyOn(Date, 'now').mockImplementation(() => earlierMs);
		const late = systemClock.sleep(3_000).then(() => 'late');
		const turn = limiter.acquire('cancel').then(() => 'in time');
		expect(await Promise.race([turn, late])).toBe('in time');
		set.mockRestore();
	});

	it('ends a sleep at once when the signal fires', async () => {
		const stop = new Stop();
		const sleeping = systemClock.sleep(30, stop);
		stop.fire();
		await sleeping;
		await systemClock.sleep(1e9, stop);
		await systemClock.sleep(1);
		expect(systemClock.now()).toBeGreaterThan(1.7e12);
	});

	it('lets a request take 30 seconds', () => {
		expect(requestTimeoutMs).toBe(30_000);
	});
});

describe('a stop', () => {
	it('fires once, for all who listen, and listens to the host but once', () => {
		const host = new AbortController();
		const add = jest.spyOn(host.signal, 'addEventListener');
		const stop = new Stop(host.signal);
		const calls: number[] = [];
		for (let n = 0; n < 100; n++) stop.addEventListener('abort', () => calls.push(n));
		const quiet = () => calls.push(-1);
		stop.addEventListener('abort', quiet);
		stop.removeEventListener('abort', quiet);
		host.abort();
		stop.fire();
		expect(stop.aborted).toBe(true);
		expect(calls).toHaveLength(100);
		expect(add).toHaveBeenCalledTimes(1);
	});

	it('lets go of the host', () => {
		const host = new AbortController();
		const stop = new Stop(host.signal);
		stop.dispose();
		host.abort();
		expect(stop.aborted).toBe(false);
	});

	it('knows of a host that was stopped before', () => {
		expect(new Stop(AbortSignal.abort()).aborted).toBe(true);
	});
});
