import { runProcesses } from '../contenders/nodeProcesses.mts';
import { thisNode } from '../contenders/thisNode.mts';
import { runVendorSamples } from '../contenders/vendorSample.mts';
import type { Contender, Job } from './contender.mts';

/** So many programs at once are what a small machine bears. */
const mostPrograms = 100;

export const vendor: Contender = {
	name: 'vendor',
	title: "the vendor's Node.js sample",
	load: 'busy',
	leftOut: ({ orders }: Job) =>
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
		const result = await thisNode(address, place.node, place.clock, { items, executions });
		return { ...result, handedOnMs: result.endedMs };
	},
};
