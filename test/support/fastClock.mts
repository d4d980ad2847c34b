import { setTimeout as sleepFor } from 'node:timers/promises';

/** How many of the package's and the sandbox's milliseconds pass in a real one. */
export const speed = 50;

/** Real milliseconds: long enough for a busy machine, short enough to test requests that hang. */
export const requestTimeoutMs = 1_000;

const startMs = Date.now();

/** Stands in for `transport/clock`. */
export const systemClock = {
	now: () => Math.floor(startMs + (performance.timeOrigin + performance.now() - startMs) * speed),
	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await sleepFor(ms / speed, undefined, { signal }).catch(() => undefined);
	},
};

/** For what happens on a sandbox meanwhile. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await systemClock.sleep(50);
}
