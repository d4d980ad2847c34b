import { patchSettings, type SettingsPatch } from '../core/settings.mts';
import { playDue } from '../core/schedule.mts';
import { followLedgers } from '../core/serve.mts';
import type { State } from '../core/state.mts';
import type { FaultKind, FaultRule } from '../faults/applyFault.mts';
import { accountControl } from './accountControl.mts';
import { orderControl } from './orderControl.mts';

/** Runs a control call between playing what is due and looking at the ledgers. */
export type Act = <Result>(work: () => Result) => Result;

export type SandboxControl = ReturnType<typeof createControl>;

/**
 * Everything that the API cannot do; some of it is routed under `/__sandbox`. No call is rate limited or logged. `key`
 * chooses the account, by default the first one. Calls on orders fail when the order's phase forbids them.
 */
export function createControl(state: State) {
	const act: Act = (work) => {
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
		setSettings: (patch: SettingsPatch) =>
			act(() => {
				state.world.settings = patchSettings(state.world.settings, patch);
				return structuredClone(state.world.settings);
			}),
		addFault: (...rules: FaultRule[]) => void state.faults.add(rules, state.clock.now()),
		/** What is still armed. */
		faults: () => state.faults.rules(state.clock.now()),
		/** Takes all rules of this kind away. */
		disarm: (kind: FaultKind) => state.faults.disarm(kind),
		clearFaults: () => state.faults.clear(),
		clearRequests() {
			state.requests.length = 0;
		},
		advance(ms: number) {
			state.clock.advance(ms);
			act(() => undefined);
		},
	};
}
