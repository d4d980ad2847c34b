import type { IPollFunctions } from 'n8n-workflow';
import type { Order } from '../domain/order';
import { systemClock } from '../transport/clock';
import type { SavedState } from './savedState';

/** What this process remembers of a trigger between its polls; n8n's static data has what must outlive it. */
export type Memory = {
	/** What was kept last: n8n does not store it after the first poll of a durable poller. */
	saved?: SavedState;
	/** What the last poll began with, handed over and ended with, as text. */
	kept: string[];
	/** Whether the API has answered as it should at all. */
	hasAnswered: boolean;
	/** When it stopped, on this machine's clock. */
	outageSinceMs?: number | undefined;
	/** Followed orders as they were seen last. */
	rows: Map<string, Order>;
	/** When orders were first seen as received, but without their code. */
	bareSinceMs: Map<string, number>;
	/** How long orders of this account live, once a look has said so, and those that were looked up to learn it. */
	lifeMs?: number;
	askedForLife: Set<string>;
	/** Whether it was logged that rows had no ID. */
	hasSkipped?: boolean;
};

/** One poll at work. */
export type Turn = {
	/** n8n awaits this poll, at activation or at its own start: it must be quick. */
	isActivation: boolean;
	memory: Memory;
	/** False once the trigger was activated again: that poll's word counts now. */
	isCurrent: () => boolean;
	end: () => void;
};

const working = new Map<string, { sinceMs: number }>();
const memories = new Map<string, Memory>();

/** n8n makes one data object per activation, but durable pollers get a new one for each poll, and less time. */
const knownData = new WeakSet<object>();
const unboundedMs = 300_000;

/** Longer than any poll, unless something in n8n hangs. */
const longestPollMs = 120_000;

/** @returns undefined while an earlier poll of the same trigger is at work: n8n does not wait for it. */
export function takeTurn(context: IPollFunctions): Turn | undefined {
	const { id, name } = context.getNode();
	// Copied and imported workflows have nodes that share an ID.
	const key = [context.getWorkflow().id, id, name].join('\n');
	const data: object | null = context.getWorkflowStaticData('node');
	const known = memories.get(key);
	const isNewData = data !== null && !knownData.has(data);
	const isDurable = (context.getPollBudgetMs?.() ?? unboundedMs) < unboundedMs;
	const isActivation = !known || (isNewData && !isDurable);
	if (data) knownData.add(data);
	const token = { sinceMs: systemClock.now() };
	const atWork = working.get(key);
	const isBusy = atWork && token.sinceMs < atWork.sinceMs + longestPollMs;
	if (isBusy && !isActivation) return undefined;

	working.set(key, token);
	const memory: Memory = known ?? {
		kept: [],
		hasAnswered: false,
		rows: new Map(),
		bareSinceMs: new Map(),
		askedForLife: new Set(),
	};
	memories.set(key, memory);
	const isCurrent = () => working.get(key) === token;
	return {
		isActivation,
		memory,
		isCurrent,
		end: () => {
			if (isCurrent()) working.delete(key);
		},
	};
}
