import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { startWorkflow } from '../../support/engine.mts';
import { outcomeOf, setupFor } from '../../support/runGoSms.mts';
import type { Address } from '../place/place.mts';

/** The work inside an execution of n8n's engine, with what a node gets there as its `this`. */
export async function inExecution<T>(
	address: Address,
	{ description }: Pick<INodeType, 'description'>,
	work: (context: IExecuteFunctions) => Promise<T>,
): Promise<T> {
	const results: T[] = [];
	const node: INodeType = {
		description,
		async execute() {
			results.push(await work(this));
			return [[]];
		},
	};
	const setup = setupFor(address, { parameters: { resource: 'balance', operation: 'get' } });
	const started = startWorkflow({ ...setup, nodeTypes: { 'n8n-nodes-gosms.goSms': node } });
	const { error } = outcomeOf(await started.finished);
	const [result] = results;
	if (result === undefined)
		throw new Error(`the execution ended before its end: ${error?.message}`);
	return result;
}
