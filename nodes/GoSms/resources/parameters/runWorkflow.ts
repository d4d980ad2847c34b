import type { ExecuteWorkflowData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Order } from '../../domain/order';
import { toRow } from '../../domain/orderRow';
import { invalid } from '../../domain/parsed';
import type { Use } from '../../engine/tryNumbers';
import { textOf } from '../../transport/guards';
import { parameterOf, valueOf, type Item } from '../item';

export const runWorkflowField: INodeProperties = {
	displayName: 'Workflow That Uses the Number',
	name: 'runWorkflow',
	type: 'workflowSelector',
	default: '',
	description:
		'The workflow to run as soon as the number is bought, while this node waits for the SMS. Its input is the order. It must start with “When Executed by Another Workflow” and, in n8n 2, be published.',
};

export const runWorkflowNotice: INodeProperties = {
	displayName:
		'This node outputs the number only after its SMS has arrived. To enter the number somewhere before that, choose a workflow above, or use Create and then Wait for SMS.',
	name: 'runWorkflowNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { runWorkflow: [''] } },
};

/** @returns what starts the chosen workflow with an order; undefined when none is chosen */
export function readRunWorkflow(item: Item): ((order: Order) => Promise<Use>) | undefined {
	const id = textOf(parameterOf(item, 'runWorkflow')).trim();
	if (id === '') return undefined;
	if (isEndless(item.context, id)) {
		const what = 'The workflow that uses the number would run this node again';
		return valueOf(item, invalid(`${what}, and buy numbers endlessly`, 'Choose another workflow.'));
	}
	return async (order) => await run(item, id, order);
}

/** A workflow may run itself from another trigger, but not this node. */
function isEndless(context: IExecuteFunctions, id: string): boolean {
	if (id !== context.getWorkflow().id) return false;
	const before = context.getParentNodes(context.getNode().name);
	return before.some(({ type }) => type === 'n8n-nodes-base.executeWorkflowTrigger');
}

async function run({ context, index }: Item, id: string, order: Order): Promise<Use> {
	const input = context.getInputData()[index]?.json ?? {};
	const caller = {
		executionId: context.getExecutionId(),
		workflowId: context.getWorkflow().id ?? '',
		// Otherwise, a workflow that waited would wake its caller at its end, even from a Wait node.
		shouldResume: false,
	};
	try {
		const ended: ExecuteWorkflowData = await thatStaysAwake(context).executeWorkflow(
			{ id },
			[{ json: { ...toRow(order), input } }],
			undefined,
			// A manual run uses it as it is in the editor, like n8n's own Execute Sub-workflow.
			{ parentExecution: caller, executionMode: context.getMode() },
		);
		if (ended.waitTill) return { kind: 'waits' };
		return { kind: 'ended', result: ended.data.at(0)?.at(-1)?.json ?? {} };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return failed(message.replace(/\.$/, ''));
	}
}

/**
 * If the called workflow waits, n8n makes the caller wait too, and replaces its output when it resumes: the codes would
 * be lost. n8n does so through the caller's context, so this one ignores it.
 */
function thatStaysAwake(context: IExecuteFunctions): IExecuteFunctions {
	return new Proxy(context, {
		get: (target, key): unknown => {
			if (key === 'setMetadata') return () => undefined;
			if (key === 'putExecutionToWait') return async () => await Promise.resolve();
			const value: unknown = Reflect.get(target, key, target);
			return value;
		},
	});
}

/** n8n's own words for a workflow that it does not run; nodes have similar ones, e.g. for a form that is not found. */
const reasons: ReadonlyArray<[RegExp, string]> = [
	[/^Workflow is not active and cannot be executed/, 'it is not published. Publish it'],
	[/^Workflow does not exist/, 'it no longer exists. Choose another one'],
	[
		/^Missing node to start execution/,
		'its trigger is missing. Start it with “When Executed by Another Workflow”',
	],
	[
		/^The sub-workflow \([^)]*\) cannot be called by this workflow/,
		'it may not be called from this one. Change “This workflow can be called by” in its settings',
	],
];

function failed(message: string): Use {
	const reason = reasons.find(([pattern]) => pattern.test(message))?.[1];
	return reason === undefined
		? { kind: 'failed', message }
		: { kind: 'cannotRun', message: `${reason} (n8n says: ${message})` };
}
