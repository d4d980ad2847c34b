import assert from 'node:assert/strict';
import { untilTrue } from '../../../n8n/untilTrue.mts';
import type { Check } from '../../suite.mts';
import { chainOf, gosms, goSmsNode, manualStart, order, start } from '../../workflowOf.mts';
import { allSettled, callHook, moneyOf, openAccount, webhookWorkflow } from '../account.mts';
import { startedBy, type QueuePlace } from '../queuePlace.mts';

const executions = 8;

export async function checkDeath(
	place: QueuePlace,
	check: Check,
	onDeath: () => void,
): Promise<void> {
	const { client, sandbox, workers } = place;
	await check('of a worker that was killed, Cancel Stale brings all money back', async () => {
		const account = await openAccount(place, 'killed');
		const workflow = await client.createWorkflow(webhookWorkflow(account));
		await client.activate(workflow);
		const calls = Promise.allSettled(callHook(place, account.name, executions));
		await untilTrue('orders', () => moneyOf(place, account).pending === executions);
		const ran = await client.executionIds(workflow.id);
		const [victim] = workers;
		const lost = victim ? startedBy(victim).filter((id) => ran.includes(id)) : [];
		assert.ok(lost.length > 0 && lost.length < executions, `${lost.length} on that worker`);
		await victim?.kill();
		onDeath();

		const ends = await Promise.all(lost.map(async (id) => (await client.ended(id)).status));
		assert.ok(
			ends.every((status) => status === 'crashed' || status === 'error'),
			ends.join(', '),
		);
		// n8n does not run them again: no second number is bought, and the first ones are still paid for.
		assert.equal(sandbox.control.orders(account.key).length, executions);
		assert.equal(moneyOf(place, account).pending, executions);

		const nodes = [manualStart, goSmsNode(order('cancelStale', { olderThanMinutes: 0 }))];
		const cleaning = await client.createWorkflow(chainOf(account, 'clean', nodes));
		const run = await client.runToEnd(cleaning, start);
		assert.equal(run.status, 'success', run.error);
		const outcomes = run.outputOf(gosms).map((row) => row.outcome);
		assert.deepEqual(outcomes, Array(executions).fill('cancelled'));
		assert.deepEqual(moneyOf(place, account), allSettled);
		await calls;
		assert.equal(sandbox.control.orders(account.key).length, executions);
	});
}
