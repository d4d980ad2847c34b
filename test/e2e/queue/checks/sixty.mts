import assert from 'node:assert/strict';
import type { Check } from '../../suite.mts';
import { allSettled, callHook, moneyOf, openAccount, webhookWorkflow } from '../account.mts';
import { nameOf, startedBy, type QueuePlace } from '../queuePlace.mts';

const executions = 60;
const most429 = 0.02;

export async function checkSixty(place: QueuePlace, check: Check): Promise<void> {
	place.sandbox.control.setSettings({ sms: { default: { delayMs: [3_000, 20_000] } } });
	const title = '60 executions by webhook run on the workers and get their codes';
	await check(title, async () => await runSixty(place));
}

async function runSixty(place: QueuePlace): Promise<void> {
	const { client, sandbox, askers, main, workers } = place;
	const name = 'sixty';
	const account = await openAccount(place, name);
	const workflow = await client.createWorkflow(webhookWorkflow(account));
	await client.activate(workflow);
	const startMs = Date.now();
	const calls = await Promise.all(callHook(place, name, executions));
	const durationMs = Date.now() - startMs;

	const orders = sandbox.control.orders(account.key);
	const codes = new Map(orders.map((order) => [order.orderId, order.code]));
	for (const { status, body } of calls) {
		assert.equal(status, 200, JSON.stringify(body));
		assert.equal(body.code, codes.get(Number(body.order_id)));
	}
	assert.equal(new Set(calls.map((call) => call.body.order_id)).size, executions);
	assert.equal(orders.length, executions);
	assert.deepEqual(moneyOf(place, account), allSettled);

	const ran = await client.executionIds(workflow.id);
	const shares = workers.map((one) => startedBy(one).filter((id) => ran.includes(id)));
	assert.deepEqual(shares.flat().sort(), ran);
	assert.ok(shares.every((ids) => ids.length > 0));
	assert.deepEqual(startedBy(main), []);

	const requests = sandbox.requests.filter((one) => one.account === name);
	const asks = askers.with(account.key);
	assert.equal(asks.length, requests.length);
	const processes = [...new Set(asks.map((ask) => ask.process))].sort();
	assert.deepEqual(processes, workers.map(nameOf));

	const share429 = requests.filter((one) => one.status === 429).length / requests.length;
	const received = new Map(orders.map((order) => [order.orderId, order.receivedAtMs ?? NaN]));
	const lateMs = calls
		.map(({ body, endMs }) => endMs - (received.get(Number(body.order_id)) ?? NaN))
		.sort((a, b) => a - b);
	const at = (part: number) => seconds(lateMs[Math.ceil(part * lateMs.length) - 1] ?? NaN);
	console.log(
		`          ${calls.length} codes in ${seconds(durationMs)}, executions ${shares.map((ids) => ids.length).join(' + ')}, ${requests.length} requests, ${percent(share429)} 429; SMS to answer ${at(0.5)} (median), ${at(0.95)} (95th)`,
	);
	assert.ok(share429 < most429, `${percent(share429)} of the answers are 429`);
}

const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
