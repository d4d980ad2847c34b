import { startWorkflow } from '../../support/engine.mts';
import { order } from '../../support/parameters.mts';
import { outcomeOf, setupFor } from '../../support/runGoSms.mts';
import type { Address, Place } from '../place/place.mts';
import type { Job, Outcome } from './job.mts';

/** This package's node, Create and Wait for SMS, in n8n's engine in this process. */
export async function thisNode(
	address: Address,
	{ node, clock }: Place,
	{ orders, executions = 1, withText = true }: Job,
): Promise<Outcome> {
	// An execution's items leave together, when it ends.
	const handedOnMs = new Map<number, number>();
	const failures: string[] = [];
	let codes = 0;
	const run = async () => {
		const items = Array.from({ length: orders / executions }, () => ({}));
		const options = withText ? {} : { includeSmsText: false };
		const parameters = order('createAndWait', { options });
		const nodeTypes = node && { 'n8n-nodes-gosms.goSms': node };
		const setup = { ...setupFor(address, { parameters, items }), ...(nodeTypes && { nodeTypes }) };
		const { json, error } = outcomeOf(await startWorkflow(setup).finished);
		if (error) failures.push(`${error.message} ${error.description ?? ''}`);
		for (const row of json) {
			handedOnMs.set(Number(row.order_id), clock.now());
			if (row.code) codes += 1;
		}
	};
	await Promise.all(Array.from({ length: executions }, run));
	return { codes, handedOnMs, failures };
}
