import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { byId, createAndWait, gosms, order, purchase, start, workflowOf } from '../workflowOf.mts';

type Row = Record<string, unknown>;

export async function checkOperations(place: N8nPlace, check: Check): Promise<void> {
	const { control } = place.sandbox;
	const buy = () => control.createAsOther({ projectCode: 'telegram', region: 'GB' }).orderId;
	const run = async (parameters: object): Promise<Row[]> => {
		const workflow = await place.client.createWorkflow(
			workflowOf(place, JSON.stringify(parameters).slice(0, 60), parameters),
		);
		const { status, error, outputOf } = await place.client.runToEnd(workflow, start);
		assert.equal(status, 'success', error);
		return outputOf(gosms);
	};
	const runFirst = async (parameters: object): Promise<Row> => (await run(parameters))[0] ?? {};

	await check('Balance: Get', async () => {
		const { balance, available_balance } = await runFirst({
			resource: 'balance',
			operation: 'get',
		});
		const account = control.account();
		assert.deepEqual([balance, available_balance], [account.balance, account.availableBalance]);
	});

	await check('Profile: Get', async () => {
		const { username } = await runFirst({ resource: 'profile', operation: 'get' });
		assert.equal(username, control.account().username);
	});

	await check('Transaction: Get Many', async () => {
		const getAll = { resource: 'transaction', operation: 'getAll', returnAll: true };
		const types = (await run(getAll)).map(({ type }) => type);
		assert.deepEqual(
			types.sort(),
			control
				.ledger()
				.map(({ type }) => type)
				.sort(),
		);
	});

	await check('Order: Create, Get, Cancel', async () => {
		const { order_id, status } = await runFirst(order('create', { ...purchase, options: {} }));
		assert.equal(status, 'pending');
		const orderId = byId(String(order_id));
		const { phone } = await runFirst(order('get', { orderId }));
		assert.equal(phone, control.order(Number(order_id)).phone);
		const { refund_amount } = await runFirst(order('cancel', { orderId }));
		assert.equal(refund_amount, control.order(Number(order_id)).price);
	});

	await check('Order: Create and Wait for SMS', async () => {
		const { order_id, code, content } = await runFirst(createAndWait());
		const sent = control.order(Number(order_id));
		assert.deepEqual([code, content], [sent.code, sent.content]);
	});

	await check('Order: Wait for SMS', async () => {
		const orderId = buy();
		const { code } = await runFirst(order('waitForSms', { orderId: byId(orderId), options: {} }));
		assert.equal(code, control.order(orderId).code);
	});

	await check('Order: Get Statistics', async () => {
		control.cancelAsOther(
			control.createAsOther({ projectCode: 'statistics', region: 'ID' }).orderId,
		);
		const rows = await run(order('getStatistics', { groupBy: 'app', filters: {} }));
		const own = rows.find(({ project_code }) => project_code === 'statistics');
		assert.deepEqual([own?.orders, own?.codes, own?.code_rate], [1, 0, 0]);
	});

	await check('Order: Get Many', async () => {
		const rows = await run(order('getAll', { returnAll: true, filters: {} }));
		const ids = rows.map(({ order_id }) => order_id);
		assert.deepEqual(
			ids.sort(),
			control
				.orders()
				.map(({ orderId }) => orderId)
				.sort(),
		);
	});

	await check('Order: Cancel Stale', async () => {
		const orderId = buy();
		control.planSms(orderId, { delayMs: null });
		const stale = order('cancelStale', { olderThanMinutes: 0, filters: {} });
		const rows = await run(stale);
		assert.deepEqual(
			rows.map((row) => [row.order_id, row.outcome]),
			[[orderId, 'cancelled']],
		);
		assert.equal(control.account().frozenBalance, frozenByArrived(place));
	});
}

/** Held for orders whose SMS is there and which GoSMS has not completed yet. */
function frozenByArrived({ sandbox }: N8nPlace): number {
	const arrived = sandbox.control.orders().filter(({ phase }) => phase === 'received');
	return arrived.reduce((sum, { price }) => sum + Math.round(price * 1e6), 0) / 1e6;
}
