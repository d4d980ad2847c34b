import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import { assertSettled } from '../runWorkflow/calling.mts';
import type { Check } from '../suite.mts';
import { byId, createAndWait, gosms, order, purchase, start, workflowOf } from '../workflowOf.mts';

type Row = Record<string, unknown>;

export async function checkOperations(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;
	const buy = (projectCode = 'telegram') =>
		control.createAsOther({ projectCode, region: 'GB' }).orderId;
	const run = async (parameters: object): Promise<Row[]> => {
		const name = JSON.stringify(parameters).slice(0, 60);
		const workflow = await client.createWorkflow(workflowOf(place, name, parameters));
		const { status, error, outputOf } = await client.runToEnd(workflow, start);
		assert.equal(status, 'success', error);
		return outputOf(gosms);
	};
	/** @param expected some fields of the first row */
	const gives = async (title: string, parameters: object, expected: (row: Row) => Row) =>
		await check(title, async () => {
			const [row = {}] = await run(parameters);
			const fields = expected(row);
			const found = Object.keys(fields).map((name) => [name, row[name]]);
			assert.deepEqual(Object.fromEntries(found), fields);
		});
	const sorted = <T, K extends keyof T>(rows: readonly T[], field: K) =>
		rows.map((row) => row[field]).sort();

	await gives('Balance: Get', { resource: 'balance', operation: 'get' }, () => {
		const { balance, availableBalance } = control.account();
		return { balance, available_balance: availableBalance };
	});

	await gives('Profile: Get', { resource: 'profile', operation: 'get' }, () => ({
		username: control.account().username,
	}));

	await check('Transaction: Get Many', async () => {
		const rows = await run({ resource: 'transaction', operation: 'getAll', returnAll: true });
		assert.deepEqual(sorted(rows, 'type'), sorted(control.ledger(), 'type'));
	});

	await check('Order: Create, Get, Cancel', async () => {
		// On a busy machine, the SMS would come before the cancel.
		const { sms } = control.settings();
		control.setSettings({ sms: { default: { delayMs: null } } });
		const [created] = await run(order('create', { ...purchase, options: {} }));
		assert.equal(created?.status, 'pending');
		const orderId = byId(String(created.order_id));
		const { phone, price } = control.order(Number(created.order_id));
		const [got] = await run(order('get', { orderId }));
		assert.equal(got?.phone, phone);
		const [cancelled] = await run(order('cancel', { orderId }));
		assert.equal(cancelled?.refund_amount, price);
		control.setSettings({ sms });
	});

	await gives('Order: Create and Wait for SMS', createAndWait(), ({ order_id }) => {
		const { code, content } = control.order(Number(order_id));
		return { code, content };
	});

	const awaited = buy();
	const waiting = order('waitForSms', { orderId: byId(awaited), options: {} });
	await gives('Order: Wait for SMS', waiting, () => ({ code: control.order(awaited).code }));

	await check('Order: Get Statistics', async () => {
		control.cancelAsOther(buy('statistics'));
		const rows = await run(order('getStatistics', { groupBy: 'app', filters: {} }));
		const own = rows.find(({ project_code }) => project_code === 'statistics');
		assert.deepEqual([own?.orders, own?.codes, own?.code_rate], [1, 0, 0]);
	});

	await check('Order: Get Many', async () => {
		const rows = await run(order('getAll', { returnAll: true, filters: {} }));
		assert.deepEqual(sorted(rows, 'order_id'), sorted(control.orders(), 'orderId'));
	});

	await check('Order: Cancel Stale', async () => {
		const orderId = buy();
		control.planSms(orderId, { delayMs: null });
		const rows = await run(order('cancelStale', { olderThanMinutes: 0, filters: {} }));
		const outcomes = rows.map((row) => [row.order_id, row.outcome]);
		assert.deepEqual(outcomes, [[orderId, 'cancelled']]);
		await assertSettled(place);
	});
}
