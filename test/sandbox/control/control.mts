import { patchSettings, settingsPatchSchema, type SettingsPatch } from '../core/settings.mts';
import { playDue } from '../core/schedule.mts';
import { checked } from '../core/schemas.mts';
import { followLedgers } from '../core/serve.mts';
import type { RequestEntry } from '../core/exchange.mts';
import type { State } from '../core/state.mts';
import { faultRulesSchema, type FaultKind, type FaultRule } from '../faults/applyFault.mts';
import { accountControl } from './accountControl.mts';
import { orderControl } from './orderControl.mts';

/** Runs a control call between playing what is due and looking at the ledgers. */
export type Act = <Result>(work: () => Result) => Result;

export type SandboxControl = ReturnType<typeof createControl>;

/**
 * Everything that the API cannot do, also as `POST /__sandbox/NAME` with a list of arguments. No call is rate limited or logged. `key`
 * chooses the account, by default the first one. Calls on orders fail when the order's phase forbids them.
 */
export function createControl(state: State) {
	const act: Act = (work) => {
		playDue(state.world);
		const result = work();
		followLedgers(state);
		return result;
	};

	/** What is still armed. */
	const faults = () => state.faults.rules(state.clock.now());

	return {
		...orderControl(state, act),
		...accountControl(state, act),
		now: () => state.clock.now(),
		settings: () => structuredClone(state.world.settings),
		setSettings: (patch: SettingsPatch) =>
			act(() => {
				checked(settingsPatchSchema, patch);
				state.world.settings = patchSettings(state.world.settings, patch);
				return structuredClone(state.world.settings);
			}),
		faults,
		addFault(...rules: FaultRule[]) {
			state.faults.add(checked(faultRulesSchema, rules), state.clock.now());
			return faults();
		},
		/** Takes all rules of this kind away. */
		disarm: (kind: FaultKind) => state.faults.disarm(kind),
		clearFaults: () => state.faults.clear(),
		requests: (): readonly RequestEntry[] => state.requests,
		clearRequests() {
			state.requests.length = 0;
		},
		advance(ms: number) {
			state.clock.advance(ms);
			act(() => undefined);
		},
	};
}
