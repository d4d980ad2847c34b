import { patchSettings } from '../core/defaultSettings.mts';
import { playDue } from '../core/schedule.mts';
import { followLedgers } from '../core/serve.mts';
import type { State } from '../core/state.mts';
import { accountControl } from './accountControl.mts';
import type { SandboxControl } from './control.mts';
import { orderControl } from './orderControl.mts';

export function createControl(state: State): SandboxControl {
	/** Every call sees the state of this moment, and leaves a ledger that is looked at. */
	const act = <Result,>(work: () => Result): Result => {
		playDue(state.world);
		const result = work();
		followLedgers(state);
		return result;
	};

	return {
		...orderControl(state, act),
		...accountControl(state, act),
		now: () => state.clock.now(),
		settings: () => structuredClone(state.world.settings),
		linkTo(n8nUrl) {
			state.n8nUrl = n8nUrl;
		},
		setSettings: (patch) =>
			act(() => {
				state.world.settings = patchSettings(state.world.settings, patch);
				return structuredClone(state.world.settings);
			}),
		addFault: (...rules) => state.faults.add(rules, state.clock.now()),
		faults: () => state.faults.rules(state.clock.now()),
		disarm: (kind) => state.faults.disarm(kind),
		clearFaults: () => state.faults.clear(),
		clearRequests: () => state.log.clear(),
		advance(ms) {
			state.clock.advance(ms);
			act(() => undefined);
		},
		reset: () => state.reset(),
	};
}

/** Runs a control call between playing what is due and looking at the ledgers. */
export type Act = <Result>(work: () => Result) => Result;
