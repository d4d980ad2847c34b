import assert from 'node:assert/strict';
import { ask } from '../../n8n/ask.mts';
import type { N8nClient, Workflow } from '../../n8n/client.mts';
import type { Execution } from '../../n8n/execution.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { startScriptedModel, type ScriptedModel } from './scriptedModel.mts';
import type { ExampleCheck, Trial } from './trial.mts';

const chatTrigger = 'When chat message received';
const question = 'Ask a person';
const buying = 'Buy a number';

export const askAnAgent: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: 2_000, code: '0042' } } },
	run: async (trial) => {
		await using model = await startScriptedModel();
		await converse(trial, model);
	},
};

async function converse({ client, sandbox, file }: Trial, model: ScriptedModel): Promise<void> {
	const { versionCli } = await client.get<{ versionCli: string }>('/settings');
	const isReviewed = !versionCli.startsWith('1.');
	const workflow = isReviewed ? file : withoutReview(file);
	const data = { apiKey: 'none', url: model.url };
	const openAiApi = await client.createCredential('scripted model', data, 'openAiApi');
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Model' ? { ...node, credentials: { openAiApi } } : node,
	);
	const chat = new Chat(client, await client.createWorkflow({ ...workflow, nodes }));
	const orders = () => sandbox.control.orders();
	/** The last that the model was told, and what it says then. */
	const told = () => JSON.stringify(model.asked.at(-1)?.messages.at(-1)?.content);
	const rent = async (region: string, isApproved: boolean) => {
		const args = { app: 'my-site', region };
		const reviewed = { toolParameters: args, hitlParameters: {} };
		model.turns.push({ uses: 'Buy_a_number', args: isReviewed ? reviewed : args }, { says: 'So.' });
		const before = orders().length;
		await chat.say('Get me a number');
		if (isReviewed) {
			await chat.click(isApproved);
			assert.ok(isApproved || orders().length === before, 'bought without approval');
		}
		assert.equal(await chat.answer(), 'So.');
	};

	if (isReviewed) {
		await rent('ID', false);
		assert.match(told(), /rejected the tool call/);
		assert.deepEqual(orders(), []);
	}
	await rent('Indonesia', true);
	assert.match(told(), /Use the two-letter code ID instead/);
	assert.deepEqual(orders(), []);

	await rent('id', true);
	const [order] = orders();
	assert.ok(order && told().includes(order.phone), told());

	model.turns.push(
		{ uses: 'Wait_for_SMS', args: { order_id: String(order.orderId) } },
		{ says: 'The code is 0042.' },
	);
	await chat.say('I have typed it in');
	assert.equal(await chat.answer(), 'The code is 0042.');
	assert.match(told(), /\\"code\\":\\"0042\\"/);
	assert.equal(orders().length, 1);

	const tools = model.asked[0]?.tools?.map((tool) => tool.function.name).sort();
	assert.deepEqual(tools, ['Balance', 'Buy_a_number', 'Cancel', 'Wait_for_SMS']);
}

/** As the example’s note says for n8n 1, which has no human review of tools. */
function withoutReview({ nodes, connections, ...file }: Trial['file']): Trial['file'] {
	const { [question]: asked = {}, ...links } = connections;
	return {
		...file,
		nodes: nodes.filter((node) => node.name !== question),
		connections: { ...links, [buying]: asked },
	};
}

/** What a person does in the chat of the editor. */
class Chat {
	private readonly sessionId = `chat ${Math.random()}`;

	constructor(
		private readonly client: N8nClient,
		private readonly workflow: Workflow,
	) {}

	/** Sends a message; the execution goes on. */
	async say(chatInput: string): Promise<void> {
		const { client, workflow, sessionId } = this;
		const json = { sessionId, action: 'sendMessage', chatInput };
		const data = {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			executionStatus: 'success',
			source: [null],
			data: { main: [[{ json }]] },
		};
		await client.post(`/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: chatTrigger, data },
			chatSessionId: sessionId,
		});
	}

	/** Clicks on a button of the question that the agent has asked. */
	async click(isApproved: boolean): Promise<void> {
		const link = new RegExp(`http[^"]*webhook-waiting[^"]*approved=${isApproved}[^"]*`);
		const find = (one: Execution | undefined) =>
			one?.status === 'waiting' ? link.exec(one.raw)?.[0] : undefined;
		await untilTrue('a question', async () => find(await this.last()) !== undefined);
		const url = find(await this.last()) ?? '';
		// n8n answers programs that look at links, as messengers do, with a page that does nothing.
		const answer = await ask(url, { headers: { 'user-agent': 'Mozilla/5.0 Firefox/140.0' } });
		if (answer.status !== 200) throw new Error(`clicking: ${answer.status}`);
	}

	/** What the agent answers in the end. */
	async answer(): Promise<string> {
		const text = async () => {
			const last = await this.last();
			if (last?.error) throw new Error(last.error);
			return last?.outputOf('Answer').length ? last.outputOf('Agent')[0]?.output : undefined;
		};
		await untilTrue('an answer', async () => (await text()) !== undefined);
		const words = String(await text());
		// Nobody’s browser is there to take the answer, for which n8n would wait.
		await this.client.stop((await this.last())?.id ?? '');
		return words;
	}

	private async last(): Promise<Execution | undefined> {
		return (await this.client.executions(this.workflow.id)).at(-1);
	}
}
