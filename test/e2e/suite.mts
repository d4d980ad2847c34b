import type { N8nVersion } from '../n8n/versions.mts';

/** Tries one thing and counts it; what it throws is told, and the suite goes on. */
export type Check = (title: string, run: () => Promise<void> | void) => Promise<void>;

/** `run` opens what it needs, and ends all of it. */
export type Suite = {
	name: string;
	/** It waits for n8n's polls most of the time, and takes next to nothing of the machine. */
	isIdle?: true;
} & (
	| {
			/** On which lines of n8n it runs. */
			versions: readonly N8nVersion[];
			run: (version: N8nVersion, check: Check) => Promise<void>;
	  }
	/** It needs no n8n, and runs once. */
	| { versions: 'none'; run: (check: Check) => Promise<void> }
);
