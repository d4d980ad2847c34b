import type { IPollFunctions } from 'n8n-workflow';

import type { SavedState } from './savedState';

/** What this process remembers of a trigger between its polls; n8n's static data has what must outlive it. */
export type Memory = {
	/** The node's name, which is n8n's key for static data, and what was last kept there. */
	name: string;
	saved: SavedState | undefined;
	/** When the API stopped answering, on this machine's clock. */
	outageSinceMs: number | undefined;
	/** Where the newest orders are in the lists. */
	ends: { all: NewestEnd; completed: NewestEnd };
	/** Which of the received orders that no list shows have had their turn. */
	lookedAt: Set<number>;
};

/** One poll at work. */
export type Turn = {
	/** n8n awaits this poll, at activation or at its own start: it must be quick. */
	isActivation: boolean;
	memory: Memory;
	/** False once the trigger was activated anew meanwhile: that poll's word counts now. */
	isCurrent: () => boolean;
	end: () => void;
};

const working = new Map<string, object>();
const memories = new Map<string, Memory>();

/** Some hosts keep one static data object for an activation, others make one for each poll; a new one tells most in the former. */
const knownData = new WeakSet<object>();
let hostKeepsData = false;

/** @returns undefined while an earlier poll of the same trigger is at work: n8n does not wait for it. */
export function takeTurn(context: IPollFunctions): Turn | undefined {
	const { id, name } = context.getNode();
	const key = `${context.getWorkflow().id}\n${id}`;
	const data = context.getWorkflowStaticData('node');
	if (knownData.has(data)) hostKeepsData = true;
	const isActivation = !memories.has(key) || (hostKeepsData && !knownData.has(data));
	knownData.add(data);
	if (working.has(key) && !isActivation) return undefined;

	const token = {};
	working.set(key, token);
	const memory = memories.get(key) ?? newMemory(name);
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

function newMemory(name: string): Memory {
	const ends = { all: { page: 1 }, completed: { page: 1 } };
	return { name, saved: undefined, outageSinceMs: undefined, ends, lookedAt: new Set() };
}
