import { expect, it } from '@jest/globals';
import type { IRun } from 'n8n-workflow';
import { runBy, startWorkflow } from '../support/engine.mts';
import { readWorkflow } from '../support/exampleFiles.mts';
import { runGoSms } from '../support/runGoSms.mts';
import { TriggerHost } from '../support/triggerHost.mts';
import { withSandbox } from '../support/withSandbox.mts';

// With the nodes of n8n itself, the examples are run by test/e2e. Here is what n8n's engine can run without them.

const outputOf = (run: IRun, node: string) =>
	(run.data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? []).map((item) => item.json);

it('get-a-code.json gets a code', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 5_000, code: '0042' } } });
	const { key: apiKey, baseUrl } = sandbox;
	const workflow = readWorkflow('get-a-code.json');
	const run = await startWorkflow({ workflow, credentials: { apiKey, baseUrl } }).finished;
	expect(run.data.resultData.error).toBeUndefined();
	expect(outputOf(run, 'Buy a number and wait')).toMatchObject([{ code: '0042' }]);
});

it.each([
	['the code comes', '', true, /^$/],
	['the form refuses the number', '/gone', false, /failed: 404 .* given back/],
])(
	'sign-up-check-in-one-node.json runs its second workflow: %s',
	async (_case, path, isTaken, words) => {
		const sandbox = await withSandbox({ sms: { default: { delayMs: null } } });
		const { key: apiKey, baseUrl } = sandbox;
		const credentials = { apiKey, baseUrl };
		const { formUrl } = sandbox;
		const called = readWorkflow('type-the-number-into-your-form.json', `${formUrl}${path}`);
		const executeWorkflow = runBy({ credentials, workflow: called });
		const workflow = readWorkflow('sign-up-check-in-one-node.json', formUrl);
		const run = await startWorkflow({ workflow, credentials, executeWorkflow }).finished;
		expect(run.data.resultData.error?.message ?? '').toMatch(words);
		const confirmed = outputOf(run, 'Send the code back');
		const [order] = sandbox.control.orders();
		expect(confirmed).toEqual(isTaken ? [{ confirmed: true, phone: order?.phone }] : []);
		expect(order?.phase).toBe(isTaken ? 'received' : 'cancelled');
	},
);

it('go-on-when-a-code-arrives.json starts with each code, and with each order that expires', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: null } } });
	const { key: apiKey, baseUrl } = sandbox;
	const credentials = { apiKey, baseUrl };
	const workflow = readWorkflow('go-on-when-a-code-arrives.json');
	const buy = async () => {
		const startNode = 'When clicking ‘Execute workflow’';
		const run = await startWorkflow({ workflow, startNode, credentials }).finished;
		return Number(outputOf(run, 'Use the number')[0]?.order_id);
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
		const run = await startWorkflow({ workflow, startNode, pinData, credentials }).finished;
		const next = workflow.connections[startNode]?.main?.[0]?.[0]?.node ?? '';
		ends[next] = outputOf(run, next);
	}
	expect(ends).toEqual({
		'Hand on the code': [
			expect.objectContaining({ order_id: received, code: '0042', event: 'received' }),
		],
		'Tell whoever waits': [expect.objectContaining({ order_id: expired, event: 'expired' })],
	});
});

/** One node of an example, with its own parameters. */
const nodeOf = (fileName: string, name: string) => {
	const node = readWorkflow(fileName).nodes.find((one) => one.name === name);
	if (!node) throw new TypeError(`${fileName} has no node ${name}`);
	return { parameters: node.parameters };
};

it('try-countries-in-order.json takes the first country that has a number for the price', async () => {
	const sandbox = await withSandbox({ stock: { ID: 0 }, prices: { IN: 1.5, GB: 1 } });
	const { json } = await runGoSms(
		sandbox,
		nodeOf('try-countries-in-order.json', 'Buy where there is a number'),
	);
	expect(json).toMatchObject([{ region: 'GB', price: 1, status: 'received' }]);
	expect(sandbox.control.orders()).toMatchObject([
		{ region: 'IN', phase: 'cancelled' },
		{ region: 'GB' },
	]);
});

it('buy-in-the-best-region.json buys where most numbers got a code, and somewhere without any history', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 2_000 } } });
	const buyer = nodeOf('buy-in-the-best-region.json', 'Buy a number and wait');
	const ask = nodeOf('buy-in-the-best-region.json', 'Get statistics of orders');
	expect((await runGoSms(sandbox, ask)).json).toEqual([]);
	// An item without anything is what the node puts out then, as its settings say.
	expect((await runGoSms(sandbox, { ...buyer, items: [{}] })).json).toMatchObject([
		{ project_code: 'whatsapp', region: 'ID' },
	]);

	sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
	const buy = (projectCode: string, region: string) =>
		sandbox.control.createAsOther({ projectCode, region }).orderId;
	for (let n = 0; n < 3; n++) {
		sandbox.control.deliver(buy('whatsapp', 'IN'));
		sandbox.control.deliver(buy('telegram', 'GB'));
		sandbox.control.cancelAsOther(buy('whatsapp', 'ID'));
	}
	sandbox.control.setSettings({ sms: { default: { delayMs: 2_000 } } });
	// What the node Limit leaves.
	const best = (await runGoSms(sandbox, ask)).json.slice(0, 1);
	const bought = await runGoSms(sandbox, { ...buyer, items: best });
	expect(bought.json).toMatchObject([
		{ project_code: 'whatsapp', region: 'IN', status: 'received' },
	]);
});

it('nightly-clean-up.json gives back what is old, and nothing else', async () => {
	const sandbox = await withSandbox({
		orderLifeMs: 3_600_000,
		sms: { default: { delayMs: null } },
	});
	const buy = () =>
		sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
	const old = buy();
	sandbox.control.advance(16 * 60_000);
	buy();
	const { json } = await runGoSms(sandbox, nodeOf('nightly-clean-up.json', 'Cancel stale orders'));
	expect(json).toMatchObject([{ order_id: old, outcome: 'cancelled' }]);
});

it('daily-spending.json reads what was spent since the beginning of a day, and nothing else', async () => {
	const sandbox = await withSandbox();
	sandbox.control.seedHistory({ count: 50, intervalMs: 6 * 3_600_000 });
	const { json } = await runGoSms(sandbox, nodeOf('daily-spending.json', 'Spent in the last week'));
	const firstDay = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
	const spent = sandbox.control
		.ledger()
		.filter(({ type, created_at }) => type === 'Release' && String(created_at) >= firstDay);
	expect(json.map((row) => row.id).sort()).toEqual(spent.map((row) => row.id).sort());
	expect(spent.length).toBeGreaterThan(10);
});
