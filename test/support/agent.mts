import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import type { Sandbox } from '../sandbox/server.mts';
import { startWorkflow } from './engine.mts';
import { nodeOf } from './parameters.mts';

/** What an agent knows of a tool, and how it uses it. */
type Tool = {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }> };
	invoke: (args: object) => Promise<string>;
};

/** What n8n makes of a node with `usableAsTool`: the same code behind another name, without inputs. */
export function asTool(type: INodeType): INodeType {
	const { description } = type;
	const told: INodeProperties[] = ['descriptionType', 'toolDescription'].map((name) => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
	}));
	return Object.assign(Object.create(type) as INodeType, {
		description: {
			...description,
			usableAsTool: undefined,
			name: `${description.name}Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
			properties: [...told, ...description.properties],
		},
	});
}

const description = {
	displayName: 'Agent',
	name: 'agent',
	group: ['transform' as const],
	version: 1,
	description: 'Stands in for n8n’s AI Agent: what a model would answer is given',
	defaults: { name: 'Agent' },
	inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

/** As agents up to version 2 do: they take the tool from the engine, and call it themselves. */
function invokingAgent(use: (tool: Tool) => Promise<string>): INodeType {
	return {
		description,
		async execute(this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as [Tool];
			return [[{ json: { answer: await use(tool) } }]];
		},
	};
}

/** As agents from version 3 on do: they ask the engine to run the tool’s node, and are called again with its output. */
function requestingAgent(toolName: string, args: IDataObject): INodeType {
	return {
		description,
		execute(this: IExecuteFunctions, response?: EngineResponse) {
			if (!response?.actionResponses.length) {
				const type = NodeConnectionTypes.AiTool;
				const actionType = 'ExecutionNodeAction' as const;
				const action = { actionType, type, nodeName: toolName, input: args, id: 'call_1' };
				const actions = [{ ...action, metadata: { itemIndex: 0 } }];
				return Promise.resolve({ actions, metadata: {} });
			}
			const [told] = response.actionResponses;
			const answer = JSON.stringify(told?.data.data?.ai_tool?.[0]?.map(({ json }) => json));
			return Promise.resolve([[{ json: { answer } }]]);
		},
	};
}

/** The two ways in which n8n’s agents use a tool. */
export type AgentKind = 'invoking' | 'requesting';

const toolName = 'GoSMS account';

type AgentRun = {
	/** Parameters of the tool, with their `$fromAI`. */
	parameters: INode['parameters'];
	/** What a model fills in. */
	args: IDataObject;
	/** Settings of the tool’s node. */
	node?: Partial<INode>;
};

/** What the model reads after it has used the tool once. */
export async function answerOfTool(
	sandbox: Sandbox,
	kind: AgentKind,
	{ parameters, args, node }: AgentRun,
): Promise<string> {
	const invoke = async (tool: Tool) =>
		await tool.invoke(args).catch((error: unknown) => (error as Error).message);
	const agent = kind === 'invoking' ? invokingAgent(invoke) : requestingAgent(toolName, args);
	return await runAgent(sandbox, agent, { ...node, parameters });
}

/** The tool as the model is told of it. */
export async function lookAtTool(
	sandbox: Sandbox,
	parameters: INode['parameters'],
): Promise<Pick<Tool, 'name' | 'description'> & { fields: Record<string, string> }> {
	const look = ({ name, description: told, schema }: Tool) => {
		const entries = Object.entries(schema.shape);
		const fields = Object.fromEntries(entries.map(([key, one]) => [key, one.description ?? '']));
		return Promise.resolve(JSON.stringify({ name, description: told, fields }));
	};
	return JSON.parse(await runAgent(sandbox, invokingAgent(look), { parameters }));
}

async function runAgent(sandbox: Sandbox, agent: INodeType, tool: Partial<INode>) {
	const to = (type: 'main' | 'ai_tool') => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	const run = await startWorkflow({
		credentials: { apiKey: sandbox.key, baseUrl: sandbox.baseUrl },
		nodeTypes: { 'test.agent': agent, 'n8n-nodes-gosms.goSmsTool': asTool(new GoSms()) },
		workflow: {
			nodes: [
				nodeOf('Start', 'n8n-nodes-base.manualTrigger'),
				nodeOf('Agent', 'test.agent'),
				nodeOf(toolName, 'n8n-nodes-gosms.goSmsTool', tool),
			],
			connections: { Start: to('main'), [toolName]: to('ai_tool') },
		},
		pinData: { Start: [{ json: { chatInput: 'Get me a number' } }] },
	}).finished;
	const { runData, error } = run.data.resultData;
	const answer = runData.Agent?.at(-1)?.data?.main?.[0]?.[0]?.json.answer;
	if (typeof answer !== 'string') throw new Error(`No answer: ${error?.message}`);
	return answer;
}
