import { setTimeout as sleepFor } from 'node:timers/promises';

/** How many of the package's and the sandbox's milliseconds pass in a real one. */
export const speed = 50;

/** Real milliseconds: long enough for a busy machine, short enough to test requests that hang. */
export const requestTimeoutMs = 1_000;

/** Real milliseconds, the most that one reading of the clock adds: while a busy machine stands still, so does its time. */
const longestStepMs = 10;

let nowMs = Date.now();
let readMs = performance.now();

function now(): number {
	const realMs = performance.now();
	nowMs += Math.min(realMs - readMs, longestStepMs) * speed;
	readMs = realMs;
	return Math.floor(nowMs);
}
setInterval(now, 2).unref();

/** Stands in for `transport/clock`. */
export const systemClock = {
	now,
	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		const untilMs = now() + ms;
		for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = untilMs - now())
			await sleepFor(leftMs / speed, undefined, { signal }).catch(() => undefined);
	},
};

/** For what happens on a sandbox meanwhile. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await systemClock.sleep(50);
}
