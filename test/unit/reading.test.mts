import { describe, expect, it } from '@jest/globals';
import { isBare, stateOf, type Order } from '../../nodes/GoSms/domain/order.ts';
import { toRow } from '../../nodes/GoSms/domain/orderRow.ts';
import * as read from '../../nodes/GoSms/transport/reading/answers.ts';
import type { Reader } from '../../nodes/GoSms/transport/reading/answers.ts';

const documented = {
	order_id: 12345,
	phone: '+6281234567890',
	project_code: 'whatsapp',
	region: 'ID',
	status: 'pending',
	price: 0.5,
	code: null,
	content: null,
	created_at: '2026-01-01T10:00:00Z',
	expired_at: '2026-01-01T10:10:00Z',
};
const startMs = Date.UTC(2026, 0, 1, 10);

function valueOf<T>(reader: Reader<T>, body: unknown): T {
	const result = reader({ status: 200, headers: {}, body });
	if (!result.ok) throw new TypeError(JSON.stringify(result.failure));
	return result.value;
}

const orderOf = (body: unknown): Order => valueOf(read.readOrder, body);

describe('an order', () => {
	it('is read from what the document has', () => {
		expect(orderOf(documented)).toEqual({
			id: '12345',
			phone: '+6281234567890',
			projectCode: 'whatsapp',
			region: 'ID',
			status: 'pending',
			statusWord: 'pending',
			price: 0.5,
			code: '',
			text: '',
			createdMs: startMs,
			expiresMs: startMs + 600_000,
			row: documented,
		});
	});

	it.each<{ name: string; deviation: object; expected: Partial<Order> }>`
		name                                    | deviation                                                                              | expected
		${'a price as text'}                    | ${{ price: '0.50' }}                                                                   | ${{ price: 0.5 }}
		${'a currency beside the price'}        | ${{ price: '0.50 USDT' }}                                                              | ${{ price: 0.5 }}
		${'an ID as text'}                      | ${{ order_id: '12345' }}                                                               | ${{ id: '12345' }}
		${'an ID above 2^53'}                   | ${{ order_id: '9007199254740993' }}                                                    | ${{ id: '9007199254740993' }}
		${'a UUID'}                             | ${{ order_id: '4f9c2a1e-7b3d-4e0f-9a1b' }}                                             | ${{ id: '4f9c2a1e-7b3d-4e0f-9a1b' }}
		${'the ID named id'}                    | ${{ order_id: undefined, id: 12345 }}                                                  | ${{ id: '12345' }}
		${'no phone'}                           | ${{ phone: null }}                                                                     | ${{ phone: '' }}
		${'the phone as a number'}              | ${{ phone: 6281234567890 }}                                                            | ${{ phone: '6281234567890' }}
		${'the code as a number'}               | ${{ code: 123456 }}                                                                    | ${{ code: '123456' }}
		${'a code with zeros before it'}        | ${{ code: '004200' }}                                                                  | ${{ code: '004200' }}
		${'the words for no code'}              | ${{ code: 'null' }}                                                                    | ${{ code: '' }}
		${'no code but zero'}                   | ${{ code: 0 }}                                                                         | ${{ code: '' }}
		${'an empty code'}                      | ${{ code: '' }}                                                                        | ${{ code: '' }}
		${'a code of letters'}                  | ${{ status: 'received', code: 'KQXZ' }}                                                | ${{ code: 'KQXZ' }}
		${'a message beside code and text'}     | ${{ status: 'received', message: 'success', code: '604271', content: 'It is 604271' }} | ${{ code: '604271', text: 'It is 604271' }}
		${'the text named sms'}                 | ${{ content: undefined, sms: 'It is 7' }}                                              | ${{ text: 'It is 7' }}
		${'the text named message'}             | ${{ content: undefined, message: 'It is 4200', code: '4200' }}                         | ${{ text: 'It is 4200', code: '4200' }}
		${'the code with a hyphen in the text'} | ${{ content: undefined, message: 'It is 420-042', code: '420042' }}                    | ${{ text: 'It is 420-042', code: '420042' }}
		${'a code of 429'}                      | ${{ status: 'received', code: '429' }}                                                 | ${{ code: '429' }}
		${'a status that goes on'}              | ${{ status: 'receiving' }}                                                             | ${{ status: 'pending' }}
		${'the words and code of an envelope'}  | ${{ message: 'ok', code: 20000 }}                                                      | ${{ text: '', code: '' }}
		${'a status of two parts'}              | ${{ status: { code: 1, name: 'received' } }}                                           | ${{ status: 'received', statusWord: 'received' }}
		${'times in seconds'}                   | ${{ created_at: startMs / 1_000 }}                                                     | ${{ createdMs: startMs }}
		${'no time'}                            | ${{ created_at: null, expired_at: '' }}                                                | ${{ createdMs: undefined, expiresMs: undefined }}
		${'Go’s zero time'}                     | ${{ expired_at: '0001-01-01T00:00:00Z' }}                                              | ${{ expiresMs: undefined }}
		${'other names'}                        | ${{ project_code: undefined, service: 'vk' }}                                          | ${{ projectCode: 'vk' }}
		${'a word of the envelope beside it'}   | ${{ status: 'received', message: 'SMS received', code: '604271' }}                     | ${{ text: '', code: '604271' }}
		${'that, and a code of success'}        | ${{ status: 'received', message: 'ok', code: '20000' }}                                | ${{ code: '' }}
	`('is read from an answer with $name', ({ deviation, expected }) => {
		expect(orderOf({ ...documented, ...deviation })).toMatchObject(expected);
	});

	const noCodes = ['<nil>', 'N/A', '--', 'waiting', 'ready in 2 min', '000000', '******', 200];
	it.each(noCodes)('has no code in “%s”', (code) => {
		expect(orderOf({ ...documented, code })).toMatchObject({ code: '' });
	});

	it.each(['<nil>', '-', 0, 2, '等待接收短信'])('has no text in “%s”', (content) => {
		expect(orderOf({ ...documented, content })).toMatchObject({ text: '' });
	});

	it.each<[string, (order: object) => unknown]>([
		['nothing', (order) => order],
		['code, message, data', (data) => ({ code: 0, message: 'ok', data })],
		['an envelope with a status of its own', (data) => ({ status: 'success', code: '200', data })],
		['data.order', (order) => ({ success: true, data: { order } })],
		['result', (result) => ({ result, error: null })],
		['a list of one', (order) => ({ data: [order] })],
		['capitals', (order) => ({ Code: 0, Msg: 'ok', Data: { Order: order } })],
		['an envelope behind another thing', (order) => ({ channel: { id: 3, status: 'on' }, order })],
		['an envelope with a code of its own', (data) => ({ order_id: 12345, code: 0, data })],
		['its own object', (order) => ({ ...order, code: 0, message: 'ok' })],
	])('is found in %s', (_name, wrap) => {
		expect(orderOf(wrap(documented))).toMatchObject({ id: '12345', code: '', status: 'pending' });
	});

	it('is passed on as it came, under the documented names', () => {
		const row = { orderId: 12345, number: '+1', smsCode: 42, price: '0.50', extra: [1] };
		const shown = toRow(orderOf(row));
		expect(shown).toEqual({ order_id: '12345', phone: '+1', code: '42', ...row });
		expect(Object.keys(shown).slice(0, 3)).toEqual(['order_id', 'phone', 'code']);
		expect(toRow(orderOf(documented))).toEqual(documented);
	});

	it('keeps what nobody can read, unless it has been read elsewhere', () => {
		const odd = { order_id: 5, price: { tier: 'A' }, code: null, status: null };
		expect(toRow(orderOf(odd))).toEqual(odd);
		const known = { ...orderOf(odd), price: 0, code: '42', statusWord: 'received' };
		expect(toRow(known)).toEqual({ ...odd, price: 0, code: '42', status: 'received' });
	});

	const others = [
		null,
		[],
		'text',
		5,
		{},
		{ order_id: null },
		{ id: 7 },
		{ data: {} },
		{ orders: [] },
	];
	it.each(others)('is not %p', (body) => {
		expect(read.readOrder({ status: 200, headers: {}, body }).ok).toBe(false);
	});

	it('that was asked for by its ID need not name itself', () => {
		const rest = { ...documented, order_id: undefined };
		expect(valueOf(read.orderReader('77'), { data: rest })).toMatchObject({ id: '77', price: 0.5 });
	});

	it.each([
		['77', '077', true],
		['77', '78', false],
		['9007199254740993', '9007199254740992', true],
		['4f9c2a1e-7b3d', '5', true],
	])('%s is not read from an answer that shows %s instead: %#', (id, shown, isRead) => {
		const answer = { status: 200, headers: {}, body: { ...documented, order_id: shown } };
		expect(read.orderReader(id)(answer).ok).toBe(isRead);
	});

	it('that cannot be read is told with the field and an excerpt', () => {
		const result = read.orderReader('77')({ status: 200, headers: {}, body: { hello: 'world' } });
		expect(result).toMatchObject({
			ok: false,
			failure: { kind: 'unreadable', detail: 'it has no “status”', excerpt: '{"hello":"world"}' },
		});
	});
});

it.each<[string, string[]]>([
	['waiting', ['pending', 'PENDING', 'processing', 'waiting_sms', 'in_progress', 'on_hold', '']],
	['arrived', ['received', 'RECEIVED', 'sms_received', 'success', 'Completed', 'finished']],
	['cancelled', ['cancelled', 'canceled', 'Refunded']],
	['expired', ['expired', 'timeout', 'timed_out', 'TIME_OUT']],
])('an order is %s by a status of %j (decisions 2 and 3)', (state, statuses) => {
	for (const status of statuses) {
		const order = orderOf({ ...documented, status });
		expect([status, stateOf(order)]).toEqual([status, state]);
		expect(isBare(order)).toBe(true);
		expect(order.statusWord).toBe(status);
		// A code that is there has arrived, whatever the status is called.
		expect(stateOf(orderOf({ ...documented, status, code: '0042' }))).toBe('arrived');
		expect(stateOf(orderOf({ ...documented, status, content: 'It is 7' }))).toBe('arrived');
	}
});

describe('a list', () => {
	const orders = [documented, { ...documented, order_id: 12344 }];

	it.each<[string, unknown, number | undefined]>([
		['as documented', { orders, total: 7, page: 1, page_size: 20 }, 7],
		['without total', { orders }, undefined],
		['with a total as text', { orders, total: '7' }, 7],
		['in an envelope', { code: 0, data: { orders, total: 7 } }, 7],
		['named otherwise', { data: { list: orders, total_count: 7 } }, 7],
		['as nothing but itself', orders, undefined],
		['beside its data', { data: orders, meta: { total: 7 } }, 7],
	])('is found %s', (_name, body, total) => {
		const page = valueOf(read.readOrders, body);
		expect(page.items.map(({ id }) => id)).toEqual(['12345', '12344']);
		expect(page).toMatchObject({ total, skipped: 0 });
	});

	it.each<[string, unknown]>([
		['null', { orders: null, total: 0 }],
		['missing', { total: 0, page: 1 }],
		['empty', { orders: [], total: 0 }],
		['null in an envelope', { code: 0, message: 'ok', data: null }],
		['told with a code of success', { code: 20000, message: 'success', data: { orders: [] } }],
		['told in Chinese', { code: 1000, msg: '查询成功', data: [] }],
	])('may be %s when it is empty', (_name, body) => {
		expect(valueOf(read.readOrders, body)).toMatchObject({ items: [], skipped: 0 });
	});

	it('leaves out what has no ID, and counts it; all else may be missing', () => {
		const rows = [null, 'x', {}, { phone: '+1' }, { ...documented, phone: null }, { order_id: 9 }];
		const page = valueOf(read.readOrders, { orders: rows, total: 6 });
		expect(page.items.map(({ id }) => id)).toEqual(['12345', '9']);
		expect(page).toMatchObject({ skipped: 4, total: 6 });
	});

	const others = [
		{},
		{ orders: {} },
		{ orders: 'none' },
		'text',
		{ error: '参数错误', orders: [] },
		{ code: 40201, msg: '余额不足', data: [] },
		{ code: 50000, msg: '不成功', data: [] },
	];
	it.each(others)('is not %p', (body) => {
		expect(read.readOrders({ status: 200, headers: {}, body }).ok).toBe(false);
	});
});

it('a transaction is read tolerantly too, and one without an ID is skipped', () => {
	const entry = { id: 8, type: 'HOLD', amount: '-0.50', order_id: '9007199254740993' };
	const transactions = [entry, { type: 'Hold' }];
	const items = [{ id: '8', type: 'HOLD', orderId: entry.order_id, amount: -0.5, row: entry }];
	const page = valueOf(read.readTransactions, { data: { transactions } });
	expect(page).toEqual({ items, skipped: 1 });
});

it('a balance and a profile are passed on as they came, out of any envelope', () => {
	const balance = { balance: '1.50', added: true };
	expect(valueOf(read.readBalance, { code: 0, data: balance })).toBe(balance);
	const profile = { user_id: 5, email: null };
	expect(valueOf(read.readProfile, { data: { user: profile } })).toBe(profile);
});
