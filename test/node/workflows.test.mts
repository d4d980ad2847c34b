import { expect, it } from '@jest/globals';
import type { IRun } from 'n8n-workflow';
import { runBy, startWorkflow } from '../support/engine.mts';
import { readWorkflow } from '../support/exampleFiles.mts';
import { run } from '../support/run.mts';
import { TriggerHost } from '../support/triggerHost.mts';
import { buyElsewhere, silent, withSandbox } from '../support/withSandbox.mts';

// With the nodes of n8n itself, the examples are run by test/e2e. Here is what n8n's engine can run without them.

const outputOf = (run: IRun, node: string) =>
	(run.data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? []).map((item) => item.json);

it('get-a-code.json gets a code', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 5_000, code: '0042' } } });
	const { key: apiKey, baseUrl } = sandbox;
	const workflow = readWorkflow('get-a-code.json');
	const execution = await startWorkflow({ workflow, credentials: { apiKey, baseUrl } }).finished;
	expect(execution.data.resultData.error).toBeUndefined();
	expect(outputOf(execution, 'Buy a number and wait')).toMatchObject([{ code: '0042' }]);
});

it.each([
	['the code comes', '', true, /^$/],
	['the form refuses the number', '/gone', false, /failed: 404 .* given back/],
])(
	'sign-up-check-in-one-node.json runs its second workflow: %s',
	async (_case, path, isTaken, words) => {
		const sandbox = await withSandbox(silent);
		const { key: apiKey, baseUrl } = sandbox;
		const credentials = { apiKey, baseUrl };
		const { formUrl } = sandbox;
		const called = readWorkflow('type-the-number-into-your-form.json', `${formUrl}${path}`);
		const executeWorkflow = runBy({ credentials, workflow: called });
		const workflow = readWorkflow('sign-up-check-in-one-node.json', formUrl);
		const execution = await startWorkflow({ workflow, credentials, executeWorkflow }).finished;
		expect(execution.data.resultData.error?.message ?? '').toMatch(words);
		const confirmed = outputOf(execution, 'Send the code back');
		const [order] = sandbox.control.orders();
		expect(confirmed).toEqual(isTaken ? [{ confirmed: true, phone: order?.phone }] : []);
		expect(order?.phase).toBe(isTaken ? 'received' : 'cancelled');
	},
);

it('go-on-when-a-code-arrives.json starts with each code, and with each order that expires', async () => {
	const sandbox = await withSandbox(silent);
	const { key: apiKey, baseUrl } = sandbox;
	const credentials = { apiKey, baseUrl };
	const workflow = readWorkflow('go-on-when-a-code-arrives.json');
	const buy = async () => {
		const startNode = 'When clicking ‘Execute workflow’';
		const execution = await startWorkflow({ workflow, startNode, credentials }).finished;
		return Number(outputOf(execution, 'Use the number')[0]?.order_id);
	};
	const triggers = workflow.nodes.filter((node) => node.type === 'n8n-nodes-gosms.goSmsTrigger');
	const hosts = triggers.map((node) => new TriggerHost(sandbox, node));
	for (const host of hosts) await host.activate();
	const [received, expired] = [await buy(), await buy()];
	sandbox.control.deliver(received, { code: '0042' });
	sandbox.control.expire(expired);

	const ends: Record<string, unknown> = {};
	for (const [index, host] of hosts.entries()) {
		await host.poll();
		const items = host.events.map((json) => ({ json }));
		const startNode = triggers[index]?.name ?? '';
		const pinData = { [startNode]: items };
		const execution = await startWorkflow({ workflow, startNode, pinData, credentials }).finished;
		const next = workflow.connections[startNode]?.main?.[0]?.[0]?.node ?? '';
		ends[next] = outputOf(execution, next);
	}
	expect(ends).toEqual({
		'Hand on the code': [
			expect.objectContaining({ order_id: received, code: '0042', event: 'received' }),
		],
		'Tell whoever waits': [expect.objectContaining({ order_id: expired, event: 'expired' })],
	});
});

/** Of one node of an example. */
const parametersOf = (fileName: string, name: string) => {
	const node = readWorkflow(fileName).nodes.find((one) => one.name === name);
	if (!node) throw new TypeError(`${fileName} has no node ${name}`);
	return node.parameters;
};

it('try-countries-in-order.json takes the first country that has a number for the price', async () => {
	const sandbox = await withSandbox({ stock: { ID: 0 }, prices: { IN: 1.5, GB: 1 } });
	const buyer = parametersOf('try-countries-in-order.json', 'Buy where there is a number');
	const { json } = await run(sandbox, buyer);
	expect(json).toMatchObject([{ region: 'GB', price: 1, status: 'received' }]);
	expect(sandbox.control.orders()).toMatchObject([
		{ region: 'IN', phase: 'cancelled' },
		{ region: 'GB' },
	]);
});

it('buy-in-the-best-region.json buys where most numbers got a code, and somewhere without any history', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 2_000 } } });
	const buyer = parametersOf('buy-in-the-best-region.json', 'Buy a number and wait');
	const ask = parametersOf('buy-in-the-best-region.json', 'Get statistics of orders');
	expect((await run(sandbox, ask)).json).toEqual([]);
	// An item without anything is what the node puts out then, as its settings say.
	expect((await run(sandbox, buyer)).json).toMatchObject([
		{ project_code: 'whatsapp', region: 'ID' },
	]);

	sandbox.control.setSettings(silent);
	for (let n = 0; n < 3; n++) {
		sandbox.control.deliver(buyElsewhere(sandbox, 'whatsapp', 'IN'));
		sandbox.control.deliver(buyElsewhere(sandbox, 'telegram', 'GB'));
		sandbox.control.cancelAsOther(buyElsewhere(sandbox));
	}
	sandbox.control.setSettings({ sms: { default: { delayMs: 2_000 } } });
	// What the node Limit leaves.
	const items = (await run(sandbox, ask)).json.slice(0, 1);
	expect((await run(sandbox, buyer, { items })).json).toMatchObject([
		{ project_code: 'whatsapp', region: 'IN', status: 'received' },
	]);
});

it('nightly-clean-up.json gives back what is old, and nothing else', async () => {
	const sandbox = await withSandbox({ orderLifeMs: 3_600_000, ...silent });
	const old = buyElsewhere(sandbox);
	sandbox.control.advance(16 * 60_000);
	buyElsewhere(sandbox);
	const { json } = await run(sandbox, parametersOf('nightly-clean-up.json', 'Cancel stale orders'));
	expect(json).toMatchObject([{ order_id: old, outcome: 'cancelled' }]);
});

it('daily-spending.json reads what was spent since the beginning of a day, and nothing else', async () => {
	const sandbox = await withSandbox();
	sandbox.control.seedHistory({ count: 50, intervalMs: 6 * 3_600_000 });
	const { json } = await run(
		sandbox,
		parametersOf('daily-spending.json', 'Spent in the last week'),
	);
	const firstDay = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
	const spent = sandbox.control
		.ledger()
		.filter(({ type, created_at }) => type === 'Release' && String(created_at) >= firstDay);
	expect(json.map((row) => row.id).sort()).toEqual(spent.map((row) => row.id).sort());
	expect(spent.length).toBeGreaterThan(10);
});
