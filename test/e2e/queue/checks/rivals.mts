import assert from 'node:assert/strict';
import type { FaultRule } from '../../../sandbox/faults/applyFault.mts';
import type { Check } from '../../suite.mts';
import { callHook, openAccount, webhookWorkflow } from '../account.mts';
import type { QueuePlace } from '../queuePlace.mts';

const often = { endpoint: 'create', probability: 0.15, times: 'always' } as const;

/** Some purchases are answered by a page, with nothing bought, and some answers are lost. */
const faults: FaultRule[] = [
	{ kind: 'html502', work: false, ...often },
	{ kind: 'dropAfter', ...often },
];

const executions = 24;

/** Two workers buy the same app and region with one key, and neither knows what the other buys. */
export async function checkRivals(place: QueuePlace, check: Check): Promise<void> {
	// Only a key that is not split lets a worker take over an order at all.
	const title = 'two workers buy the same, answers are lost: no number has two users';
	await check(title, async () => await compete(place));
}

async function compete(place: QueuePlace): Promise<void> {
	const { client, sandbox } = place;
	const name = 'rivals';
	const account = await openAccount(place, name, 300);
	const goOn = { onError: 'continueRegularOutput' };
	const workflow = await client.createWorkflow(webhookWorkflow(account, {}, goOn));
	await client.activate(workflow);
	// Until each worker has bought, nothing shows it that there are others.
	const before = await Promise.all(callHook(place, name, executions / 2));
	assert.ok(before.every(({ body }) => body.error === undefined));
	sandbox.control.addFault(...faults);
	const calls = await Promise.all(callHook(place, name, executions));
	sandbox.control.clearFaults();

	const sold = sandbox.control.orders(account.key);
	const told = [...before, ...calls].filter(({ body }) => body.error === undefined);
	const users = told.map(({ body }) => Number(body.order_id));
	assert.equal(new Set(users).size, users.length, 'a number was told to two');
	for (const { body } of told) {
		const order = sold.find(({ orderId }) => orderId === Number(body.order_id));
		assert.equal(body.code, order?.code);
	}
	const words = calls.flatMap(({ body }) => (body.error === undefined ? [] : JSON.stringify(body)));
	const unnamed = sold.filter(
		({ orderId }) =>
			!users.includes(orderId) && !words.some((one) => one.includes(String(orderId))),
	);
	assert.deepEqual(
		unnamed,
		[],
		`numbers that nobody was told of; the messages: ${words.join('\n')}`,
	);
}
