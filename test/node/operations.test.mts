import { describe, expect, it } from '@jest/globals';
import { code, id, inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { buyElsewhere, withSandbox } from '../support/withSandbox.mts';

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
		const { json } = await run({}, { resource: 'balance', operation: 'get' });
		const [available_balance, credit_limit] = [1000.5, 5000];
		expect(json).toEqual([{ balance: 1000.5, frozen_balance: 0, available_balance, credit_limit }]);
	});

	it('of Order: Create, without waiting', async () => {
		const { sandbox, json } = await run({}, order('create'));
		expect(json).toEqual([pending]);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('of Order: Create and Wait, with the code', async () => {
		const sms = { default: { delayMs: 4_000, code: '007123' } };
		const { json } = await run({ sms }, order('createAndWait', { simple: false }));
		const content = expect.stringContaining('007123');
		const received = { status: 'received', code: '007123', content, received_at: time };
		expect(json).toEqual([{ ...pending, ...received }]);
	});

	it('of Order: Wait for SMS, Get and Cancel', async () => {
		const sandbox = await withSandbox({ completeAfterMs: null });
		const orderId = id(buyElsewhere(sandbox));
		const waited = await run(sandbox, order('waitForSms', { orderId, simple: false }));
		const got = await run(sandbox, order('get', { orderId, simple: false }));
		expect(waited.json).toEqual(got.json);
		expect(got.json[0]).toMatchObject({ ...pending, status: 'received' });
		const { created_at, expired_at, ...simple } = { ...got.json[0] };
		expect([created_at, expired_at]).toEqual([time, time]);
		expect((await run(sandbox, order('get', { orderId }))).json).toEqual([simple]);

		const cancelled = await run(sandbox, order('cancel', { orderId: id(buyElsewhere(sandbox)) }));
		expect(cancelled.json).toEqual([{ message: '订单已取消,金额已退回', refund_amount: 0.5 }]);
	});

	it('of the lists, one item a row', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 3 });
		const orders = await run(sandbox, order('getAll', { returnAll: true }));
		expect(orders.json).toHaveLength(3);
		expect(orders.items.every((item) => item.pairedItem)).toBe(true);
		const lists = { resource: 'transaction', operation: 'getAll', returnAll: true };
		const entries = await run(sandbox, lists);
		expect(entries.json).toEqual(expect.arrayContaining(sandbox.control.ledger()));
	});
});

it.each([
	['a locator by code', code('whatsapp'), code('ID')],
	['a locator from the list', { __rl: true, mode: 'list', value: 'whatsapp' }, code('ID')],
	['plain text', 'whatsapp', 'ID'],
	['another case and spaces', code(' WhatsApp '), code(' id ')],
	['expressions', '={{ $json.app }}', code('={{ $json.country.toLowerCase() }}')],
])('app and region may come as %s', async (_name, projectCode, region) => {
	const items = [{ app: 'whatsapp', country: 'ID' }];
	const { json, error } = await run({}, order('create', { projectCode, region }), { items });
	expect(error).toBeUndefined();
	expect(json).toEqual([pending]);
});

it('keeps the order of the items, and pairs each, although they end in another order', async () => {
	const sms = { ID: { delayMs: 20_000 }, US: { delayMs: 4_000 }, GB: { delayMs: 9_000 } };
	const regions = Object.keys(sms);
	const parameters = order('createAndWait', { region: regionOfItem });
	const { items } = await run({ sms }, parameters, { items: inRegions(...regions) });
	const expected = regions.map((region, item) => ({ json: { region }, pairedItem: { item } }));
	expect(items).toMatchObject(expected);
});
