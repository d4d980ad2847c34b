import assert from 'node:assert/strict';
import type { Execution } from '../../n8n/execution.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { webhookStart } from '../runWorkflow/calling.mts';
import type { Check } from '../suite.mts';
import { chainOf, createAndWait, gosms, goSmsNode, start, workflowOf } from '../workflowOf.mts';

const many = 50;

export async function checkWaiting(place: N8nPlace, check: Check): Promise<void> {
	const { client, host, sandbox } = place;
	const { control } = sandbox;
	const pending = () => control.orders().filter((one) => one.phase === 'pending').length;

	control.setSettings({ sms: { default: { delayMs: [3_000, 20_000] } } });

	await check(`${many} executions together get ${many} codes, without a 429`, async () => {
		const nodes = [webhookStart('get-a-code'), goSmsNode(createAndWait())];
		const workflow = await client.createWorkflow(chainOf(place, 'executions', nodes));
		await client.activate(workflow);
		const calls = Array.from({ length: many }, async () => await host.callWebhook('get-a-code'));
		await Promise.all(calls);
		let ended: Execution[] = [];
		const isOver = async () => {
			ended = (await client.executions(workflow.id)).filter(({ isEnded }) => isEnded);
			return ended.length === many;
		};
		await untilTrue('the ends of all executions', isOver, 180_000);
		for (const { id, status, error } of ended)
			assert.equal(status, 'success', `execution ${id}: ${status}, ${error}`);
		const codes = ended.flatMap((run) => run.outputOf(gosms).map(({ code }) => code));
		const sent = control.orders().slice(-many);
		assert.deepEqual(codes.sort(), sent.map(({ code }) => code).sort());
		assert.equal(sandbox.requests.filter((one) => one.status === 429).length, 0);
	});

	await check('Stop ends a wait within 2 s, and all orders are given back', async () => {
		control.setSettings({ sms: { default: { delayMs: null } } });
		const workflow = workflowOf(place, 'stop', createAndWait(), { items: 5 });
		const id = await client.run(await client.createWorkflow(workflow), start);
		const before = control.account().availableBalance;
		await untilTrue('five orders', () => pending() === 5);
		await client.stop(id);
		await untilTrue('the orders given back', () => pending() === 0, 2_000);
		assert.equal((await client.ended(id)).status, 'canceled');
		assert.equal(control.account().availableBalance, before);
		assert.deepEqual([...sandbox.violations, ...control.audit()], []);
	});
}
