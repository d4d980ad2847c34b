import assert from 'node:assert/strict';
import type { Check } from '../../suite.mts';
import { untilTrue } from '../../untilTrue.mts';
import { gosms, order, start, workflowOf } from '../../workflowOf.mts';
import { activateHook, allSettled, callHook, moneyOf, openAccount } from '../account.mts';
import { nameOf, startedBy, type QueuePlace } from '../queuePlace.mts';

const executions = 8;

export async function checkStop(place: QueuePlace, check: Check): Promise<void> {
	const { client, sandbox, askers, workers } = place;
	await check('Stop on the main gives back the order of an execution on a worker', async () => {
		const account = await openAccount(place, 'stopped');
		const workflow = await activateHook(place, account);
		const calls = Promise.allSettled(callHook(place, account, 1));
		await untilTrue('an order', () => moneyOf(place, account).pending === 1, 30_000);

		const [running = ''] = await client.executionIds(workflow.id);
		await client.stop(running);
		await untilTrue('the order given back', () => moneyOf(place, account).pending === 0, 5_000);
		assert.deepEqual(moneyOf(place, account), allSettled);
		assert.equal((await client.ended(running)).status, 'canceled');
		const [bought] = sandbox.control.orders(account.key);
		const asks = askers.with(account.key);
		const cancels = asks.filter((ask) => ask.path === `/order/${bought?.orderId}/cancel`);
		assert.equal(cancels.length, 1);
		assert.ok(workers.map(nameOf).includes(cancels[0]?.process ?? ''));
		await calls;
	});
}

export async function checkDeath(place: QueuePlace, check: Check): Promise<void> {
	const { client, sandbox, workers } = place;
	await check('of a worker that was killed, Cancel Stale brings all money back', async () => {
		const account = await openAccount(place, 'killed');
		const workflow = await activateHook(place, account);
		const calls = Promise.allSettled(callHook(place, account, executions));
		await untilTrue('orders', () => moneyOf(place, account).pending === executions, 30_000);
		const ran = await client.executionIds(workflow.id);
		const [victim] = workers;
		const lost = victim ? startedBy(victim).filter((id) => ran.includes(id)) : [];
		assert.ok(lost.length > 0 && lost.length < executions, `${lost.length} on that worker`);
		await victim?.kill();

		const ends = await Promise.all(lost.map(async (id) => (await client.ended(id)).status));
		assert.ok(
			ends.every((status) => status === 'crashed' || status === 'error'),
			ends.join(', '),
		);
		// n8n does not run them again: no second number is bought, and the first ones are still paid for.
		assert.equal(sandbox.control.orders(account.key).length, executions);
		assert.equal(moneyOf(place, account).pending, executions);

		const cancelStale = order('cancelStale', { olderThanMinutes: 0 });
		const cleaning = await client.createWorkflow(workflowOf(account, 'clean', cancelStale));
		const run = await client.runToEnd(cleaning, start);
		assert.equal(run.status, 'success', run.error);
		const outcomes = run.outputOf(gosms).map((row) => row.outcome);
		assert.deepEqual(outcomes, Array(executions).fill('cancelled'));
		assert.deepEqual(moneyOf(place, account), allSettled);
		await calls;
		assert.equal(sandbox.control.orders(account.key).length, executions);
		console.log(`          ${lost.length} of ${executions} executions died: ${ends.join(', ')}`);
	});
}
