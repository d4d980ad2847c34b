import type { INodeType } from 'n8n-workflow';
import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import { startWorkflow } from '../../support/engine.mts';
import { order } from '../../support/parameters.mts';
import { outcomeOf, setupFor } from '../../support/runGoSms.mts';
import type { Outcome } from '../contest/contenders.mts';
import type { Address } from '../place/place.mts';

export type NodeWork = {
	/** Input items of each execution, one order each. */
	items: number;
	/** How many start together. */
	executions?: number;
	options?: Record<string, string | number | boolean>;
};

/** This package's node, Create and Wait for SMS, in n8n's engine. */
export async function thisNode(
	address: Address,
	node: INodeType | undefined,
	clock: Pick<Clock, 'now'>,
	{ items, executions = 1, options = {} }: NodeWork,
): Promise<Outcome> {
	// An execution's items leave together, when it ends.
	const handedOnMs = new Map<number, number>();
	const failures: string[] = [];
	let codes = 0;
	const run = async () => {
		const input = Array.from({ length: items }, () => ({}));
		const parameters = order('createAndWait', { options });
		const setup = setupFor(address, { parameters, items: input });
		const nodeTypes = node && { 'n8n-nodes-gosms.goSms': node };
		const started = startWorkflow({ ...setup, ...(nodeTypes && { nodeTypes }) });
		const { json, error } = outcomeOf(await started.finished);
		if (error) failures.push(`${error.message} ${error.description ?? ''}`);
		for (const row of json) {
			handedOnMs.set(Number(row.order_id), clock.now());
			if (row.code) codes += 1;
		}
	};
	await Promise.all(Array.from({ length: executions }, run));
	return { codes, handedOnMs, failures };
}
