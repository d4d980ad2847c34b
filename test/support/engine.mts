import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	PollContext,
	WorkflowExecute,
} from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ExecuteWorkflowData,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeType,
	IPinData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { GoSmsApi } from '../../credentials/GoSmsApi.credentials.ts';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';

/** A workflow as n8n exports it. */
export type WorkflowFile = { nodes: INode[]; connections: IConnections };

export type SubWorkflow = (
	item: IDataObject,
	workflowId: string | undefined,
) => Promise<Partial<ExecuteWorkflowData>>;

export type Setup = {
	workflow: WorkflowFile;
	credentials: ICredentialDataDecryptedObject;
	/** Output of nodes that shall not run, by node name. */
	pinData?: IPinData;
	/** What n8n has saved of the workflow. */
	staticData?: IDataObject;
	/** What n8n does when a node runs another workflow: gets its items, and gives what came of it. */
	executeWorkflow?: SubWorkflow;
	/** Further or other node types than this package's, by type. */
	nodeTypes?: Record<string, INodeType>;
};

/** n8n's own triggers are no dependency of this package: one that passes items on. */
const startOf = (name: string): INodeType => ({
	description: {
		...{ name, displayName: name, description: name, defaults: { name }, version: 1 },
		...{ group: ['transform'], inputs: [], outputs: ['main'], properties: [] },
	},
	execute(this: IExecuteFunctions) {
		return Promise.resolve([this.getInputData()]);
	},
});

const standardTypes: Record<string, INodeType> = {
	'n8n-nodes-base.executeWorkflowTrigger': startOf('executeWorkflowTrigger'),
	'n8n-nodes-base.manualTrigger': startOf('manualTrigger'),
	'n8n-nodes-gosms.goSms': new GoSms(),
	'n8n-nodes-gosms.goSmsTrigger': new GoSmsTrigger(),
};

/** Runs a workflow in n8n's own engine, in this process; only the storage around it is missing. */
export function startWorkflow(setup: Setup) {
	const additionalData = additionalDataFor(setup.credentials);
	const { executeWorkflow } = setup;
	if (executeWorkflow) {
		additionalData.executeWorkflow = async ({ id }, _data, { inputData }) => ({
			executionId: '2',
			data: [[]],
			...(await executeWorkflow(inputData?.[0]?.json ?? {}, id)),
		});
	}
	const engine = new WorkflowExecute(additionalData, 'manual');
	const finished = engine.run({ workflow: workflowOf(setup), pinData: setup.pinData });
	return { finished, stop: () => finished.cancel() };
}

/** The context in which n8n fills a list in the panel of the last node, whose parameters it sends along. */
export function listContext(setup: Setup): LoadOptionsContext {
	const node = setup.workflow.nodes.at(-1);
	if (!node) throw new TypeError('the workflow has a node');
	const currentNodeParameters = node.parameters;
	const additionalData = { ...additionalDataFor(setup.credentials), currentNodeParameters };
	return new LoadOptionsContext(workflowOf(setup), node, additionalData, 'parameters');
}

/** An activated workflow, in whose context n8n polls. */
export function activeWorkflow(setup: Setup) {
	const workflow = workflowOf(setup);
	const additionalData = additionalDataFor(setup.credentials);
	const contextOf = (node: INode, mode: WorkflowExecuteMode) =>
		new PollContext(workflow, node, additionalData, mode, 'activate');
	return { workflow, contextOf };
}

export function workflowOf({ workflow, staticData, nodeTypes = {} }: Setup): Workflow {
	const types = { ...standardTypes, ...nodeTypes };
	const find = (name: string): INodeType => {
		const type = types[name];
		if (!type) throw new TypeError(`the test engine has no node of type ${name}`);
		return type;
	};
	const registry = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const settings = { executionOrder: 'v1', timezone: 'UTC' } as const;
	const common = { id: '1', active: false, nodeTypes: registry, settings };
	return new Workflow({ ...common, ...workflow, ...(staticData && { staticData }) });
}

/** What n8n's own helper does for a credential type that signs requests by itself. */
const credentialsHelperFor = (data: ICredentialDataDecryptedObject) =>
	({
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => new GoSmsApi().properties,
		getDecrypted: () => Promise.resolve({ ...data }),
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: async (credentials, _type, options) =>
			await new GoSmsApi().authenticate(credentials, options as IHttpRequestOptions),
	}) as Partial<ICredentialsHelper> as ICredentialsHelper;

/** As much of what n8n gives an execution as these need. */
const additionalDataFor = (credentials: ICredentialDataDecryptedObject) =>
	({
		credentialsHelper: credentialsHelperFor(credentials),
		hooks: new ExecutionLifecycleHooks('manual', '1', { id: '1' } as IWorkflowBase),
		executionId: '1',
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		variables: {},
		logAiEvent: () => undefined,
	}) as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
