import assert from 'node:assert/strict';
import { Chat } from './chat.mts';
import { startScriptedModel, type ScriptedModel } from './scriptedModel.mts';
import type { ExampleCheck, Trial } from './trial.mts';

const question = 'Ask a person';
const buying = 'Buy a number';

export const askAnAgent: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: 2_000, code: '0042' } }, stock: { US: 0 } },
	run: async (trial) => {
		const model = await startScriptedModel();
		try {
			await converse(trial, model);
		} finally {
			await model.close();
		}
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
	await rent('US', true);
	assert.match(told(), /no number available .* Try another region/);
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
	const links = new Map(Object.entries(connections));
	links.set(buying, links.get(question));
	links.delete(question);
	return {
		...file,
		nodes: nodes.filter((node) => node.name !== question),
		connections: Object.fromEntries(links),
	};
}
