import type { RealN8n } from '../contenders/inN8n.mts';
import { httpWorkflow, ownWorkflow, type BenchWorkflow } from '../contenders/n8nWorkflows.mts';
import type { Contender } from './contender.mts';

/** What people set: nothing, or batches that keep inside the limit of a minute too, and Retry On Fail. */
const styles = {
	plain: {},
	careful: {
		batch: { batchSize: 1, batchInterval: 250 },
		retry: { maxTries: 5, waitBetweenTries: 5_000 },
	},
};

/** Workflows in real n8n. */
export function n8nContenders(n8n: RealN8n): Contender[] {
	const contender = (name: string, title: string, workflow: BenchWorkflow): Contender => ({
		name,
		title,
		run: async (address, job) => await n8n.run(workflow, address, job),
	});
	return [
		contender('http', 'HTTP Request, Wait, IF', httpWorkflow(styles.plain)),
		contender(
			'batched',
			'the same, one item every 250 ms, Retry On Fail',
			httpWorkflow(styles.careful),
		),
		{ ...contender('n8n', 'this node in n8n', ownWorkflow), isOurs: true },
	];
}
