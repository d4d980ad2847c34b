import { describe, expect, it } from '@jest/globals';

import { buy, call, frozenCore, whatsappId } from './frozenCore.mts';

const boughtAt = '2025-12-03T10:50:00Z';
const expired_at = '2025-12-03T11:00:00Z';
const openedAt = '2024-12-03T10:50:00Z';
const pending = {
	order_id: 12345,
	phone: expect.stringMatching(/^\+62812\d{8}$/),
	project_code: 'whatsapp',
	region: 'ID',
	price: 0.5,
	status: 'pending',
	created_at: boughtAt,
};
const received = { ...pending, status: 'received', code: '012345', received_at: boughtAt };

describe('the seven endpoints answer with the documented bodies', () => {
	it('balance', () => {
		const core = frozenCore();
		buy(core);
		expect(call(core, 'GET /user/balance')).toEqual({
			status: 200,
			headers: {
				'content-type': 'application/json; charset=utf-8',
				date: 'Wed, 03 Dec 2025 10:50:00 GMT',
			},
			body: { balance: 1000.5, frozen_balance: 0.5, available_balance: 1000, credit_limit: 5000 },
		});
	});

	it('profile', () => {
		expect(call(frozenCore(), 'GET /user/profile').body).toEqual({
			user_id: 123,
			username: 'channel_demo',
			email: 'demo@example.com',
			balance: 1000.5,
			frozen_balance: 0,
			credit_limit: 5000,
			billing_type: 'postpaid',
			is_active: true,
			created_at: openedAt,
		});
	});

	it('transactions', () => {
		const core = frozenCore({ listOrder: 'oldestFirst' });
		buy(core);
		const deposit = { type: 'Deposit', description: '充值', created_at: openedAt };
		const hold = { type: 'Hold', description: '订单冻结', created_at: boughtAt, order_id: 12345 };
		const held = { balance_snapshot: 1000, frozen_balance_snapshot: 0.5 };
		expect(call(core, 'GET /user/transactions').body).toEqual({
			transactions: [
				{ ...deposit, id: 1001, amount: 1000.5, balance_snapshot: 1000.5 },
				{ ...hold, id: 1002, amount: 0.5, ...held },
			],
			total: 2,
			page: 1,
			page_size: 20,
		});
	});

	it('create', () => {
		const { body } = call(frozenCore(), 'POST /order', whatsappId);
		expect(body).toEqual({ ...pending, expired_at });
	});

	it('order, before and after its SMS', () => {
		const core = frozenCore();
		const id = buy(core);
		const order = () => call(core, `GET /order/${id}`).body;
		expect(order()).toEqual({ ...pending, code: null, content: null, expired_at });
		core.control.deliver(id, { code: '012345' });
		const content = 'Your WhatsApp code is 012345';
		expect(order()).toEqual({ ...received, content, expired_at });
	});

	it('orders, with neither content nor expired_at', () => {
		const core = frozenCore();
		core.control.deliver(buy(core), { code: '012345' });
		buy(core);
		expect(call(core, 'GET /user/orders?page=1&page_size=100').body).toEqual({
			orders: [{ ...pending, order_id: 12346, code: null }, received],
			total: 2,
			page: 1,
			page_size: 100,
		});
	});

	it.each([undefined, {}, 'no JSON'])('cancel, with the body %j', (body) => {
		const core = frozenCore();
		expect(call(core, `POST /order/${buy(core)}/cancel`, body)).toMatchObject({
			status: 200,
			body: { message: '订单已取消,金额已退回', refund_amount: 0.5 },
		});
		expect(core.violations).toEqual([]);
	});
});
