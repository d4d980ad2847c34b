import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server.mts';
import { startWorkflow, type Setup, type SubWorkflow } from './engine.mts';
import { nodeOf } from './parameters.mts';

export type NodeRun = {
	/** Parameters of the node; expressions see the input item. */
	parameters: INode['parameters'];
	/** Input items, or so many with their index; one empty item unless told. */
	items?: IDataObject[] | number;
	/** Settings of the node: onError, retryOnFail, … */
	node?: Partial<INode>;
	credentials?: IDataObject;
	/** What a workflow does that the node runs. */
	executeWorkflow?: SubWorkflow;
};

/** What came of the node in one execution. */
export type Outcome = {
	run: IRun;
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the error output. */
	failures: INodeExecutionData[];
	/** The error that ended the execution. */
	error: { message: string; description?: string | null; context?: IDataObject } | undefined;
	/** The first output's data. */
	json: IDataObject[];
	/** What n8n shows beside the output. */
	hints: string[];
};

const nodeName = 'GoSMS';

/** Runs one GoSMS node behind a trigger against a sandbox. */
export function startGoSms(sandbox: Pick<Sandbox, 'baseUrl' | 'key'>, what: NodeRun) {
	return startWorkflow(setupFor(sandbox, what));
}

export function outcomeOf(run: IRun): Outcome {
	const [data] = (run.data.resultData.runData[nodeName] ?? []).slice(-1);
	const [items, failures] = data?.data?.main ?? [];
	const error = data?.error ?? run.data.resultData.error;
	return {
		run,
		items: items ?? [],
		failures: failures ?? [],
		error: error && {
			message: error.message,
			description: 'description' in error ? error.description : undefined,
			context: 'context' in error ? error.context : undefined,
		},
		json: (items ?? []).map((item) => item.json),
		hints: (data?.hints ?? []).map(({ message }) => message),
	};
}

export function setupFor(
	sandbox: Pick<Sandbox, 'baseUrl' | 'key'>,
	{ parameters, items = [{}], node = {}, credentials = {}, executeWorkflow }: NodeRun,
): Setup {
	const inputs =
		typeof items === 'number' ? Array.from({ length: items }, (_, index) => ({ index })) : items;
	return {
		...(executeWorkflow && { executeWorkflow }),
		credentials: { apiKey: sandbox.key, baseUrl: sandbox.baseUrl, ...credentials },
		pinData: { Start: inputs.map((json) => ({ json })) },
		workflow: {
			nodes: [
				nodeOf('Start', 'n8n-nodes-base.manualTrigger'),
				nodeOf(nodeName, 'n8n-nodes-gosms.goSms', { parameters, ...node }),
			],
			connections: { Start: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
		},
	};
}
