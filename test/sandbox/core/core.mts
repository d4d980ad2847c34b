import { createControl } from '../control/control.mts';
import { applyFault, delay } from '../faults/applyFault.mts';
import type { ApiAnswer, ApiRequest, Outcome, RequestEntry } from './exchange.mts';
import { arrive, overLimit, serve, type Arrival } from './serve.mts';
import { createState, type CoreOptions, type State } from './state.mts';
import { httpDate } from './timestamp.mts';

export type SandboxCore = ReturnType<typeof createCore>;

/** The sandbox without HTTP: synchronous, and in virtual time if its clock is. */
export function createCore(options: CoreOptions = {}) {
	const state = createState(options);
	return {
		clock: state.clock,
		control: createControl(state),
		/** The request log, oldest first. */
		requests: state.requests as readonly RequestEntry[],
		/** What the audit after each request and control call has found; must stay empty. */
		violations: state.violations as readonly string[],
		/** What becomes of a request. */
		exchange(request: ApiRequest): Outcome {
			const arrival = arrive(state, request);
			return finish(state, arrival, withFaults(state, arrival));
		},
	};
}

/** A request over the limit is refused at the door and uses no fault up. */
function withFaults(state: State, arrival: Arrival): Outcome {
	if (arrival.isRefused) return { kind: 'answer', answer: overLimit() };
	const { world } = state;
	const hit = state.faults.pick(arrival.entry.endpoint, world.clock.now());
	const work = () => serve(state, arrival);
	const proceed = (): Outcome =>
		hit.fault
			? applyFault(hit.fault, {
					shownNow: world.clock.now() + world.settings.skewMs,
					sentKey: arrival.sentKey,
					work,
				})
			: { kind: 'answer', answer: work() };

	const kinds = [hit.latency?.kind, hit.fault?.kind].filter((kind) => kind !== undefined);
	arrival.entry.fault = kinds.length > 0 ? kinds.join('+') : null;
	return hit.latency ? delay(hit.latency, proceed) : proceed();
}

/** Whenever an answer leaves at last, it is logged and gets the Date of that moment. */
function finish(state: State, arrival: Arrival, outcome: Outcome): Outcome {
	if (outcome.kind === 'answer') leave(state, arrival, outcome.answer);
	if (outcome.kind !== 'wait') return outcome;
	return { ...outcome, then: () => finish(state, arrival, outcome.then()) };
}

function leave({ world }: State, { entry }: Arrival, answer: ApiAnswer): void {
	entry.status = answer.status;
	answer.headers.date = httpDate(world.clock.now() + world.settings.skewMs);
}
