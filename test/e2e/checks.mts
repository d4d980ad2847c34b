import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nPlace } from './n8n/place.mts';
import type { Workflow } from './n8n/client.mts';

export type Check = { title: string; run: (place: N8nPlace) => Promise<void> };

type NodeJson = {
	id: string;
	name: string;
	type: string;
	credentials?: object;
	parameters: object;
};
type WorkflowFile = Pick<Workflow, 'name' | 'connections'> & { nodes: NodeJson[] };

const start = 'Start';
const gosms = 'GoSMS';

/** A manual trigger with so many items, and a GoSMS node. */
function workflowOf(place: N8nPlace, name: string, parameters: object, items = 1) {
	const { id, name: credentialName } = place.credential;
	const common = { typeVersion: 1, position: [0, 0] };
	return {
		name,
		nodes: [
			{ ...common, id: 'start', name: start, type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				...common,
				id: 'gosms',
				name: gosms,
				type: 'n8n-nodes-gosms.goSms',
				parameters,
				credentials: { goSmsApi: { id, name: credentialName } },
			},
		],
		connections: { [start]: { main: [[{ node: gosms, type: 'main', index: 0 }]] } },
		pinData: { [start]: Array.from({ length: items }, () => ({ json: {} })) },
	};
}

const code = (value: string) => ({ __rl: true, mode: 'code', value });
const createAndWait = (options: object = {}) => ({
	resource: 'order',
	operation: 'createAndWait',
	projectCode: code('whatsapp'),
	region: code('ID'),
	options,
});

async function untilTrue(what: string, isTrue: () => boolean | Promise<boolean>, withinMs: number) {
	const untilMs = Date.now() + withinMs;
	while (!(await isTrue())) {
		if (Date.now() > untilMs) throw new Error(`${what}: not within ${withinMs} ms`);
		await sleep(200);
	}
}

const readExample = (name: string) =>
	JSON.parse(
		readFileSync(join(import.meta.dirname, '..', 'workflows', name), 'utf8'),
	) as WorkflowFile;

function withCredential(file: WorkflowFile, { id, name }: N8nPlace['credential']): WorkflowFile {
	const nodes = file.nodes.map((node) =>
		node.credentials ? { ...node, credentials: { goSmsApi: { id, name } } } : node,
	);
	return { ...file, nodes };
}

export const checks: readonly Check[] = [
	{
		title: 'the credential’s test succeeds, and says why it does not',
		run: async ({ client, sandbox }) => {
			const { baseUrl, key } = sandbox;
			const good = await client.testCredential({ apiKey: key, baseUrl });
			assert.equal(good.status, 'OK', good.message);
			const wrong = await client.testCredential({ apiKey: 'ch_wrong', baseUrl });
			assert.equal(wrong.status, 'Error');
			assert.ok(wrong.message.length > 0);
		},
	},
	{
		title: 'every operation that only reads gives what it should',
		run: async (place) => {
			const reading = [
				{ resource: 'balance', operation: 'get' },
				{ resource: 'profile', operation: 'get' },
				{ resource: 'transaction', operation: 'getAll', limit: 5 },
				{ resource: 'order', operation: 'getAll', limit: 5 },
			];
			for (const parameters of reading) {
				const name = `${parameters.resource} ${parameters.operation}`;
				const workflow = await place.client.createWorkflow(workflowOf(place, name, parameters));
				const { status, error } = await place.client.runToEnd(workflow, start);
				assert.equal(status, 'success', `${name}: ${error}`);
			}
		},
	},
	{
		title: 'get-a-code.json is imported, and gets a code',
		run: async (place) => {
			const file = withCredential(readExample('get-a-code.json'), place.credential);
			const workflow = await place.client.createWorkflow(file);
			const [first] = file.nodes;
			const run = await place.client.runToEnd(workflow, first?.name ?? '');
			assert.equal(run.status, 'success', run.error);
			assert.match(String(run.outputOf('Buy a number and wait')[0]?.code), /^\d{6}$/);
		},
	},
	{
		title: 'fifty items get fifty codes, without a 429',
		run: async (place) => {
			const workflow = await place.client.createWorkflow(
				workflowOf(place, 'fifty', createAndWait(), 50),
			);
			const run = await place.client.runToEnd(workflow, start, 180_000);
			assert.equal(run.status, 'success', run.error);
			assert.equal(run.outputOf(gosms).filter((row) => row.code).length, 50);
			assert.equal(place.sandbox.requests.filter((one) => one.status === 429).length, 0);
		},
	},
	{
		title: 'Stop ends a wait, and the orders are given back',
		run: async (place) => {
			place.sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
			const workflow = await place.client.createWorkflow(
				workflowOf(place, 'stop', createAndWait(), 5),
			);
			const pending = () =>
				place.sandbox.control.orders().filter((one) => one.phase === 'pending').length;
			const id = await place.client.run(workflow, start);
			await untilTrue('five orders', () => pending() === 5, 30_000);
			await place.client.stop(id);
			await untilTrue('the orders given back', () => pending() === 0, 5_000);
			assert.deepEqual(place.sandbox.violations, []);
		},
	},
	{
		title: 'the trigger starts a workflow with each code, also over deaths of n8n',
		run: async (place) => {
			const { sandbox, client, host } = place;
			sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
			const file = withCredential(readExample('go-on-when-a-code-arrives.json'), place.credential);
			const workflow = await client.createWorkflow(file);
			await client.activate(workflow);
			const buy = () =>
				sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
			const told = async () => {
				const executions = await client.executions(workflow.id);
				return executions.flatMap((one) =>
					one.outputOf('A code has arrived').map((row) => Number(row.order_id)),
				);
			};
			const first = buy();
			await sleep(2_000);
			sandbox.control.deliver(first, {});
			await untilTrue('the first code', async () => (await told()).includes(first), 130_000);

			const second = buy();
			await host.kill();
			sandbox.control.deliver(second, {});
			await host.start();
			await client.signIn();
			await untilTrue('the second code', async () => (await told()).includes(second), 130_000);
			await host.kill();
			await host.start();
			await client.signIn();
			await sleep(65_000);
			assert.deepEqual((await told()).sort(), [first, second]);
		},
	},
	{
		title: 'the API key is in no execution',
		run: async ({ client, sandbox }) => {
			const { results } = await client.get<{ results: Array<{ id: string }> }>(
				'/executions?limit=100',
			);
			for (const { id } of results) {
				const { raw } = await client.ended(id);
				assert.ok(!raw.includes(sandbox.key), `execution ${id}`);
			}
		},
	},
];
