import { jest } from '@jest/globals';
import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';
import './seededChance.mts';
import { VirtualClock } from './virtualClock.mts';

// The node's clock in suites that run all of it in virtual time: they import this before anything of the node.
jest.mock('../../nodes/GoSms/transport/clock', () => ({ requestTimeoutMs: 30_000, systemClock }));

let current = new VirtualClock();

const systemClock = {
	now: (): number => current.now(),
	sleep: async (ms: number, signal?: StopSignal): Promise<void> => await current.sleep(ms, signal),
};

export function newVirtualTime(settle?: () => Promise<unknown>): VirtualClock {
	current = new VirtualClock(current.now(), settle);
	return current;
}
