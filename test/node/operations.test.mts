import { describe, expect, it } from '@jest/globals';
import { code, id, order } from '../support/parameters.mts';
import { runGoSms } from '../support/runGoSms.mts';
import { withSandbox } from '../support/withSandbox.mts';

const phone = expect.stringMatching(/^\+\d+$/);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const pending = {
	order_id: 12345,
	phone,
	project_code: 'whatsapp',
	region: 'ID',
	price: 0.5,
	status: 'pending',
	expired_at: time,
	created_at: time,
};

describe('the output is the API’s own object', () => {
	it('of Balance: Get', async () => {
		const sandbox = await withSandbox();
		const { json } = await runGoSms(sandbox, {
			parameters: { resource: 'balance', operation: 'get' },
		});
		const [available_balance, credit_limit] = [1000.5, 5000];
		expect(json).toEqual([{ balance: 1000.5, frozen_balance: 0, available_balance, credit_limit }]);
	});

	it('of Profile: Get', async () => {
		const sandbox = await withSandbox();
		const { json } = await runGoSms(sandbox, {
			parameters: { resource: 'profile', operation: 'get' },
		});
		expect(json[0]).toMatchObject({ username: 'channel_demo', billing_type: 'postpaid' });
	});

	it('of Order: Create, without waiting', async () => {
		const sandbox = await withSandbox();
		const { json } = await runGoSms(sandbox, { parameters: order('create') });
		expect(json).toEqual([pending]);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('of Order: Create and Wait, with the code', async () => {
		const sandbox = await withSandbox({ sms: { default: { delayMs: 4_000, code: '007123' } } });
		const { json } = await runGoSms(sandbox, {
			parameters: order('createAndWait', { simple: false }),
		});
		const content = expect.stringContaining('007123');
		const received = { status: 'received', code: '007123', content, received_at: time };
		expect(json).toEqual([{ ...pending, ...received }]);
	});

	it('of Order: Wait for SMS, Get and Cancel', async () => {
		const sandbox = await withSandbox({ completeAfterMs: null });
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const waited = await runGoSms(sandbox, {
			parameters: order('waitForSms', { orderId: id(orderId), simple: false }),
		});
		const raw = { orderId: id(orderId), simple: false };
		const got = await runGoSms(sandbox, { parameters: order('get', raw) });
		expect(waited.json).toEqual(got.json);
		expect(got.json[0]).toMatchObject({ ...pending, order_id: orderId, status: 'received' });
		const simple = await runGoSms(sandbox, {
			parameters: order('get', { orderId: id(orderId) }),
		});
		const { created_at, expired_at, ...rest } = { ...got.json[0] };
		expect([created_at, expired_at]).toEqual([time, time]);
		expect(simple.json).toEqual([rest]);

		const other = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const cancelled = await runGoSms(sandbox, {
			parameters: order('cancel', { orderId: id(other.orderId) }),
		});
		expect(cancelled.json).toEqual([{ message: '订单已取消,金额已退回', refund_amount: 0.5 }]);
	});

	it('of the lists, one item a row', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 3 });
		const orders = await runGoSms(sandbox, { parameters: order('getAll', { returnAll: true }) });
		const entries = await runGoSms(sandbox, {
			parameters: { resource: 'transaction', operation: 'getAll', returnAll: true },
		});
		expect(orders.json).toHaveLength(3);
		expect(orders.items.every((item) => item.pairedItem)).toBe(true);
		expect(entries.json).toEqual(expect.arrayContaining(sandbox.control.ledger()));
	});
});

describe('app, region and order', () => {
	it.each([
		['a locator by code', code('whatsapp'), code('ID')],
		['a locator from the list', { __rl: true, mode: 'list', value: 'whatsapp' }, code('ID')],
		['plain text', 'whatsapp', 'ID'],
		['another case and spaces', code(' WhatsApp '), code(' id ')],
		['expressions', '={{ $json.app }}', code('={{ $json.country.toLowerCase() }}')],
	])('may come as %s', async (_name, projectCode, region) => {
		const sandbox = await withSandbox();
		const { json, error } = await runGoSms(sandbox, {
			parameters: order('create', { projectCode, region }),
			items: [{ app: 'whatsapp', country: 'ID' }],
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([pending]);
	});

	it('may be codes that no list has', async () => {
		const sandbox = await withSandbox();
		const { json } = await runGoSms(sandbox, {
			parameters: order('create', { projectCode: code('My-App_2'), region: code('DE') }),
		});
		expect(json[0]).toMatchObject({ project_code: 'My-App_2', region: 'DE' });
	});
});

it('keeps the order of the items, and pairs each, although they end in another order', async () => {
	const delayMs = [20_000, 4_000, 9_000];
	const regions = ['ID', 'US', 'GB'];
	const sms = Object.fromEntries(regions.map((region, i) => [region, { delayMs: delayMs[i] }]));
	const sandbox = await withSandbox({ sms });
	const { items } = await runGoSms(sandbox, {
		parameters: order('createAndWait', { region: code('={{ $json.region }}') }),
		items: regions.map((region) => ({ region })),
	});
	expect(items.map((item) => item.json.region)).toEqual(regions);
	expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});
