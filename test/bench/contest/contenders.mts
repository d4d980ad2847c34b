import type { RealN8n } from '../contenders/inN8n.mts';
import { httpWorkflow, ownWorkflow, type BenchWorkflow } from '../contenders/n8nWorkflows.mts';
import { runProcesses } from '../contenders/nodeProcesses.mts';
import { thisNode } from '../contenders/thisNode.mts';
import { runVendorSamples } from '../contenders/vendorSample.mts';
import type { Address, Place } from '../place/place.mts';
import type { Workload } from '../work/workload.mts';

/** What is wanted: so many orders, evenly in executions that start together, in one process or several. */
export type Job = { orders: number; executions: number; processes: number };

export type Outcome = {
	codes: number;
	/** When a code was handed on to the next node, by its order's ID; nothing where that cannot be known. */
	handedOnMs: ReadonlyMap<number, number>;
	/** Why executions failed, if any did. */
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

/** So many programs at once are what a small machine bears. */
const mostPrograms = 100;

export const vendor: Contender = {
	name: 'vendor',
	title: "the vendor's Node.js sample",
	load: 'busy',
	leftOut: ({ orders }) =>
		orders > mostPrograms
			? `it is one program for each order, and ${orders} are too many`
			: undefined,
	run: async (address, { orders }) => ({
		codes: await runVendorSamples(address, orders),
		handedOnMs: new Map(),
		failures: [],
	}),
};

export const engine: Contender = {
	name: 'engine',
	title: "this node in n8n's engine",
	isOurs: true,
	run: async (address, { orders, executions, processes }, place) => {
		const items = orders / executions;
		if (processes > 1) return await runProcesses(address, items, processes);
		return await thisNode(address, place.node, place.clock, { items, executions });
	},
};

/** What people set: nothing, or batches that keep inside the limit of a minute too, and Retry On Fail. */
const careful = {
	batch: { batchSize: 1, batchInterval: 250 },
	retry: { maxTries: 5, waitBetweenTries: 5_000 },
};

/** Workflows in real n8n. */
export function n8nContenders(n8n: RealN8n): Contender[] {
	const contender = (name: string, title: string, workflow: BenchWorkflow): Contender => ({
		name,
		title,
		run: async (address, job) => await n8n.run(workflow, address, job),
	});
	const paced = 'the same, one item every 250 ms, Retry On Fail';
	return [
		contender('http', 'HTTP Request, Wait, IF', httpWorkflow({})),
		contender('batched', paced, httpWorkflow(careful)),
		{ ...contender('n8n', 'this node in n8n', ownWorkflow), isOurs: true },
	];
}
