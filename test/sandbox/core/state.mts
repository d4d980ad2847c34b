import { createFaultQueue, type FaultQueue } from '../faults/faultQueue.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { createClock, type ClockOptions, type SandboxClock } from './clock.mts';
import { createRandom } from './random.mts';
import { createRequestLog, type RequestLog } from './requestLog.mts';
import type { SettingsPatch } from './settings.mts';
import { createWorld, type World, type WorldOptions } from './world.mts';

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

/** Everything that `reset` makes anew; only the clock goes on. */
export interface State {
	readonly clock: SandboxClock;
	world: World;
	log: RequestLog;
	faults: FaultQueue;
	/** Where the n8n beside this sandbox is; null = nobody has said so. Stays at a reset. */
	n8nUrl: string | null;
	/** What the audit after each request has found. */
	violations: string[];
	reset(): void;
}

const faultSeedOffset = 1_000;

export function createState(options: CoreOptions): State {
	const {
		accounts,
		firstOrderId,
		seed = 1,
		clock: source,
		speed,
		startMs,
		faults = [],
		...settings
	} = options;
	const clock = createClock({ source, speed, startMs });

	const fresh = () => {
		// Faults draw from a source of their own, so that adding one leaves every SMS where it was.
		const queue = createFaultQueue(createRandom(seed + faultSeedOffset));
		queue.add(faults, clock.now());
		return {
			world: createWorld(clock, { accounts, firstOrderId, seed, settings }),
			log: createRequestLog(),
			faults: queue,
			violations: [],
		};
	};

	const state: State = {
		clock,
		n8nUrl: null,
		...fresh(),
		reset() {
			Object.assign(state, fresh());
		},
	};
	return state;
}
