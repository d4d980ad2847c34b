import assert from 'node:assert/strict';
import { untilTrue } from '../../../n8n/untilTrue.mts';
import type { Check } from '../../suite.mts';
import { allSettled, callHook, moneyOf, openAccount, webhookWorkflow } from '../account.mts';
import { nameOf, type QueuePlace } from '../queuePlace.mts';

export async function checkStop(place: QueuePlace, check: Check): Promise<void> {
	const { client, sandbox, askers, workers } = place;
	await check('Stop on the main gives back the order of an execution on a worker', async () => {
		const account = await openAccount(place, 'stopped');
		const workflow = await client.createWorkflow(webhookWorkflow(account));
		await client.activate(workflow);
		const calls = Promise.allSettled(callHook(place, account.name, 1));
		await untilTrue('an order', () => moneyOf(place, account).pending === 1);

		const [running = ''] = await client.executionIds(workflow.id);
		await client.stop(running);
		await untilTrue('the order given back', () => moneyOf(place, account).pending === 0, 5_000);
		assert.deepEqual(moneyOf(place, account), allSettled);
		assert.equal((await client.ended(running)).status, 'canceled');
		const [{ orderId } = { orderId: 0 }] = sandbox.control.orders(account.key);
		const cancels = askers
			.with(account.key)
			.filter((ask) => ask.path === `/order/${orderId}/cancel`);
		assert.equal(cancels.length, 1);
		assert.ok(workers.map(nameOf).includes(cancels[0]?.process ?? ''));
		await calls;
	});
}
