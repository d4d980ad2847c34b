import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';
import { VirtualClock } from './virtualClock.mts';

/** Stands in for `transport/clock` in suites that run all of the node in virtual time. */
let current = new VirtualClock();

export const requestTimeoutMs = 30_000;

export const systemClock = {
	now: (): number => current.now(),
	sleep: async (ms: number, signal?: StopSignal): Promise<void> => await current.sleep(ms, signal),
};

export function newVirtualTime(settle?: () => Promise<unknown>): VirtualClock {
	current = new VirtualClock(current.now(), settle);
	return current;
}
