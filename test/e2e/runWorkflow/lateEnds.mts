import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../n8n/ask.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import { gosms, manualStart } from '../workflowOf.mts';
import {
	assertSettled,
	createCalled,
	createCaller,
	setField,
	typeIn,
	waitForCall,
	waitSeconds,
	webhookStart,
} from './calling.mts';

/** The workflow runs again with another number, or is not over when the node is. How it fails, an example shows. */
export async function checkLateEnds(place: N8nPlace, check: Check): Promise<void> {
	const { client, host, sandbox } = place;
	const { control } = sandbox;
	const last = () => control.orders().at(-1);

	await check('no SMS on the first number: the workflow runs again with another', async () => {
		const before = control.orders().length;
		const bought = () => control.orders().slice(before);
		const { id } = await createCalled(place, 'twice', [typeIn(place)]);
		const options = { numbersToTry: 2, timeoutSeconds: 6 };
		const running = await client.run(await createCaller(place, id, { options }), manualStart.name);
		await untilTrue('the form has its SMS', () => typeof bought()[0]?.smsAtMs === 'number');
		control.planSms(bought()[0]?.orderId ?? 0, { delayMs: null });
		const run = await client.ended(running);
		assert.equal(run.status, 'success', run.error);
		const [row] = run.outputOf(gosms);
		assert.deepEqual(
			bought().map(({ phase }) => phase),
			['cancelled', 'received'],
		);
		assert.deepEqual(
			[row?.attempts, row?.order_id, row?.code],
			[2, bought()[1]?.orderId, bought()[1]?.code],
		);
		assert.deepEqual(await client.countExecutions(id), { begun: 2, ended: 2 });
		await assertSettled(place);
	});

	await check('a workflow that goes to wait goes on by itself, with a hint', async () => {
		const { id } = await createCalled(place, 'asleep', [typeIn(place), waitSeconds(70)]);
		const run = await client.runToEnd(await createCaller(place, id), manualStart.name);
		assert.equal(run.status, 'success', run.error);
		const [row, ...more] = run.outputOf(gosms);
		assert.deepEqual(more, []);
		assert.equal(row?.code, last()?.code);
		assert.equal(row?.workflow_result, undefined);
		assert.match(run.raw, /still waiting for something, so its result is not in the output/);
		assert.equal((await client.executions(id))[0]?.status, 'waiting');
		await assertSettled(place);
	});

	await check('its end does not wake a caller that waits for something else by then', async () => {
		const resumeUrl = setField('Address', 'url', '={{ $execution.resumeUrl }}');
		const { id } = await createCalled(place, 'late', [typeIn(place), resumeUrl, waitForCall]);
		// In production, where n8n keeps what it resumes.
		const isN8n2 = place.install.version.n8n.startsWith('2.');
		if (isN8n2) await client.activate({ id });
		const start = webhookStart('waits-itself');
		const caller = await createCaller(place, id, { start, after: [waitForCall] });
		await client.activate(caller);
		await host.callWebhook('waits-itself');
		const statusOf = async (workflowId: string) =>
			(await client.executions(workflowId))[0]?.status ?? '';
		await untilTrue('the caller waits', async () => (await statusOf(caller.id)) === 'waiting');
		const [asleep] = await client.executions(id);
		const url = String(asleep?.outputOf('Address')[0]?.url);
		const answer = await ask(url);
		assert.equal(answer.status, 200, await answer.text());
		await untilTrue('the end', async () => (await statusOf(id)) === 'success');
		await sleep(3_000);
		const [waiting] = await client.executions(caller.id);
		assert.equal(waiting?.status, 'waiting');
		assert.ok(waiting?.outputOf(gosms)[0]?.code);
		await assertSettled(place);
	});

	await check('Stop gives the number back, and the workflow runs to its end', async () => {
		const { id } = await createCalled(place, 'runs on', [waitSeconds(10)]);
		const caller = await createCaller(place, id);
		const running = await client.run(caller, manualStart.name);
		const pending = () => control.orders().filter(({ phase }) => phase === 'pending').length;
		await untilTrue('an order', () => pending() === 1);
		await untilTrue('the workflow', async () => (await client.countExecutions(id)).begun === 1);
		await client.stop(running);
		await untilTrue('the number given back', () => pending() === 0, 3_000);
		assert.equal((await client.ended(running)).status, 'canceled');
		assert.deepEqual(await client.countExecutions(id), { begun: 1, ended: 0 });
		await untilTrue('its end', async () => (await client.countExecutions(id)).ended === 1);
		assert.equal((await client.executions(id))[0]?.status, 'success');
		await assertSettled(place);
	});
}
