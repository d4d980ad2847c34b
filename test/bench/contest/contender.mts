import type { Address, Place } from '../place/place.mts';
import type { Workload } from '../work/workload.mts';

/** What is wanted: so many orders, evenly in executions that start together, in one process or several. */
export type Job = { orders: number; executions: number; processes: number };

export type Outcome = {
	codes: number;
	/** When a code was handed on to the next node, by its order's ID; nothing where that cannot be known. */
	handedOnMs: ReadonlyMap<number, number>;
	failures: readonly string[];
};

/** A way to get codes. */
export type Contender = {
	name: string;
	title: string;
	/** Must deliver every code. */
	isOurs?: true;
	load?: Workload['load'];
	/** Why it is not asked to do this, if it is not. */
	leftOut?: (job: Job) => string | undefined;
	run: (address: Address, job: Job, place: Place) => Promise<Outcome>;
};
