import assert from 'node:assert/strict';
import type { Execution } from '../../n8n/execution.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { untilTrue } from '../untilTrue.mts';
import { chainOf, createAndWait, gosms, start, workflowOf } from '../workflowOf.mts';

const many = 50;

export async function checkWaiting(place: N8nPlace, check: Check): Promise<void> {
	const { client, host, sandbox } = place;
	const { control } = sandbox;
	const pending = () => control.orders().filter((one) => one.phase === 'pending').length;
	const refused = () => sandbox.requests.filter((one) => one.status === 429).length;

	control.setSettings({ sms: { default: { delayMs: [3_000, 20_000] } } });

	await check(`${many} executions together get ${many} codes, without a 429`, async () => {
		const webhook = {
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path: 'get-a-code', options: {} },
			webhookId: 'get-a-code',
		};
		const node = { name: gosms, type: 'n8n-nodes-gosms.goSms', parameters: createAndWait() };
		const workflow = await client.createWorkflow(chainOf(place, 'executions', [webhook, node]));
		await client.activate(workflow);
		const calls = Array.from({ length: many }, async () => await host.callWebhook('get-a-code'));
		await Promise.all(calls);
		let ended: Execution[] = [];
		const isOver = async () => {
			ended = (await client.executions(workflow.id)).filter(({ isEnded }) => isEnded);
			return ended.length === many;
		};
		await untilTrue('the ends of all executions', isOver, 180_000);
		const codes = ended.flatMap((run) => run.outputOf(gosms).map(({ code }) => code));
		assert.deepEqual(codes.sort(), newestCodes(place, many));
		assert.equal(refused(), 0);
	});

	await check('Stop ends a wait within 2 s, and all orders are given back', async () => {
		control.setSettings({ sms: { default: { delayMs: null } } });
		const workflow = workflowOf(place, 'stop', createAndWait(), { items: 5 });
		const id = await client.run(await client.createWorkflow(workflow), start);
		const before = control.account().availableBalance;
		await untilTrue('five orders', () => pending() === 5, 30_000);
		await client.stop(id);
		await untilTrue('the orders given back', () => pending() === 0, 2_000);
		assert.equal((await client.ended(id)).status, 'canceled');
		assert.equal(control.account().availableBalance, before);
		assert.deepEqual([...sandbox.violations, ...control.audit()], []);
	});
}

/** The codes that the sandbox has sent to the orders bought last. */
function newestCodes({ sandbox }: N8nPlace, count: number) {
	const codes = sandbox.control.orders().slice(-count);
	return codes.map(({ code }) => code).sort();
}
