import { sleep } from 'n8n-workflow';
import type { StopSignal } from './stop';

/** Time as a parameter, so that tests can run it faster. Milliseconds since 1970. */
export interface Clock {
	now(): number;
	/** Resolves after `ms`, or as soon as the signal fires. */
	sleep(ms: number, signal?: StopSignal): Promise<void>;
}

// n8n's own sleep takes a signal only in newer versions; racing it works in all of them.
async function sleepUntilAborted(ms: number, signal?: StopSignal): Promise<void> {
	if (!signal) return await sleep(ms);
	if (signal.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(ms), aborted]);
	signal.removeEventListener('abort', stop);
}

// Not Date.now(): setting the machine's clock back would stop all requests for that long.
const now = () => performance.timeOrigin + performance.now();

export const systemClock: Clock = { now, sleep: sleepUntilAborted };

/** How long one request may take: the vendor advises 30 s. */
export const requestTimeoutMs = 30_000;
