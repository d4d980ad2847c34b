import { runSample } from '../../sandbox/vendorSamples/runSample.mts';
import type { RealN8n } from '../contenders/inN8n.mts';
import type { Job, Outcome } from '../contenders/job.mts';
import { httpWorkflow, ownWorkflow, type BenchWorkflow } from '../contenders/n8nWorkflows.mts';
import { runProcesses } from '../contenders/nodeProcesses.mts';
import type { Address } from '../place/place.mts';
import type { Workload } from '../work/workload.mts';

/** A way to get codes. */
export type Contender = {
	name: string;
	title: string;
	/** Must deliver every code. */
	isOurs?: true;
	load?: Workload['load'];
	run: (address: Address, job: Job) => Promise<Outcome>;
};

/**
 * As the vendor's document has it, so many times at once: each in a process of its own, as people run it. On a slow
 * machine they start a little after each other, which spares them some of the refusals.
 */
export const vendor: Contender = {
	name: 'vendor',
	title: "the vendor's Node.js sample",
	load: 'busy',
	async run(address, { orders }) {
		const runs = Array.from({ length: orders }, async () => await runSample('node', address));
		const results = await Promise.all(runs);
		const codes = results.filter(({ output }) => output.includes('收到验证码')).length;
		return { codes, handedOnMs: new Map() };
	},
};

export const engine: Contender = {
	name: 'engine',
	title: "this node in n8n's engine",
	isOurs: true,
	async run(address, job) {
		const { orders, processes = 1 } = job;
		if (processes > 1) return await runProcesses(address, orders / processes, processes);
		// n8n's engine takes seconds to load, and much of the work does without it.
		const { thisNode } = await import('../contenders/thisNode.mts');
		return await thisNode(address, job);
	},
};

/** This node in real n8n. */
export const inN8n = (n8n: RealN8n): Contender => ({
	...workflow(n8n, 'n8n', 'this node in n8n', ownWorkflow),
	isOurs: true,
});

/** What people build of n8n's own nodes, as it is, or with batches that keep inside the limits and Retry On Fail. */
export function loops(n8n: RealN8n): Contender[] {
	const careful = {
		batch: { batchSize: 1, batchInterval: 250 },
		retry: { maxTries: 5, waitBetweenTries: 5_000 },
	};
	const paced = 'the same, one item every 250 ms, Retry On Fail';
	return [
		workflow(n8n, 'http', 'HTTP Request, Wait, IF', httpWorkflow({})),
		workflow(n8n, 'batched', paced, httpWorkflow(careful)),
	];
}

const workflow = (n8n: RealN8n, name: string, title: string, what: BenchWorkflow): Contender => ({
	...{ name, title, run: async (address, job) => await n8n.run(what, address, job) },
});
