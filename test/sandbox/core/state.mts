import { createFaultQueue } from '../faults/faultQueue.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { createClock, type ClockOptions } from './clock.mts';
import type { RequestEntry } from './exchange.mts';
import { createRandom } from './random.mts';
import type { SettingsPatch } from './settings.mts';
import { createWorld, type WorldOptions } from './world.mts';

export interface CoreOptions extends SettingsPatch, Omit<WorldOptions, 'settings'> {
	/** Real time underneath; a simulation hands in its own. Advancing comes on top of it. */
	clock?: ClockOptions['source'];
	/** Virtual ms for each real one; default 1, 0 = the clock moves by `advance` only. */
	speed?: number;
	/** What the clock shows at the start. */
	startMs?: number;
	/** Armed from the start. */
	faults?: readonly FaultRule[];
}

export type State = ReturnType<typeof createState>;

const faultSeedOffset = 1_000;

export function createState(options: CoreOptions) {
	const {
		accounts,
		firstOrderId,
		seed = 1,
		clock: source,
		speed,
		startMs,
		faults: rules = [],
		...settings
	} = options;
	const clock = createClock({ source, speed, startMs });
	// Faults draw from a source of their own, so that adding one leaves every SMS where it was.
	const faults = createFaultQueue(createRandom(seed + faultSeedOffset));
	faults.add(rules, clock.now());
	const world = createWorld(clock, { accounts, firstOrderId, seed, settings });
	/** In the order of their arrival. */
	const requests: RequestEntry[] = [];
	/** What the audit after each request has found. */
	const violations: string[] = [];
	return { clock, world, requests, faults, violations };
}
