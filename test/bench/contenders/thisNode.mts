import { startWorkflow } from '../../support/engine.mts';
import { order } from '../../support/parameters.mts';
import { outcomeOf, setupFor } from '../../support/runGoSms.mts';
import { builtNode, type Address } from '../place/place.mts';
import type { Job, Outcome } from './job.mts';

/** This package's node as it is shipped, Create and Wait for SMS, in n8n's engine in this process. */
export async function thisNode(
	address: Address,
	{ orders, executions = 1 }: Job,
): Promise<Outcome> {
	const nodeTypes = { 'n8n-nodes-gosms.goSms': builtNode() };
	// An execution's items leave together, when it ends.
	const handedOnMs = new Map<number, number>();
	let codes = 0;
	const run = async () => {
		const items = Array.from({ length: orders / executions }, () => ({}));
		const parameters = order('createAndWait');
		const setup = { ...setupFor(address, { parameters, items }), nodeTypes };
		for (const row of outcomeOf(await startWorkflow(setup).finished).json) {
			handedOnMs.set(Number(row.order_id), Date.now());
			if (row.code) codes += 1;
		}
	};
	await Promise.all(Array.from({ length: executions }, run));
	return { codes, handedOnMs };
}
