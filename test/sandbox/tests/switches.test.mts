import { describe, expect, it } from '@jest/globals';

import { buy, call, column, frozenCore, statusOf } from './frozenCore.mts';

describe('an overdue order', () => {
	it.each(['expired', 'pending', 'cancelled'] as const)(
		'shows as %s, refunded',
		(overdueStatus) => {
			const core = frozenCore({ overdueStatus, sms: { default: { delayMs: null } } });
			const id = buy(core);
			core.control.advance(600_000);
			expect(statusOf(core, id)).toBe(overdueStatus);
			expect(call(core, 'GET /user/balance').body).toMatchObject({
				balance: 1000.5,
				frozen_balance: 0,
			});
			expect(column(call(core, 'GET /user/transactions'), 'transactions', 'type')[0]).toBe(
				'Refund',
			);
			const listed = overdueStatus === 'expired' ? '' : `?status=${overdueStatus}`;
			expect(column(call(core, `GET /user/orders${listed}`), 'orders', 'order_id')).toEqual([id]);
			expect(core.violations).toEqual([]);
		},
	);

	it('may be refused by GET, and may be asked for in the list', () => {
		const core = frozenCore({ overdueGet: 'refuse', listAcceptsExpired: true });
		const id = buy(core);
		core.control.expire(id);
		expect(call(core, `GET /order/${id}`)).toMatchObject({
			status: 400,
			body: { code: 'ORDER_EXPIRED' },
		});
		expect(column(call(core, 'GET /user/orders?status=expired'), 'orders', 'order_id')).toEqual([
			id,
		]);
	});

	it('has the life that is set', () => {
		const core = frozenCore({ orderLifeMs: 2_000, sms: { default: { delayMs: null } } });
		const id = buy(core);
		core.control.advance(2_000);
		expect(statusOf(core, id)).toBe('expired');
	});
});

describe('the money of a received order', () => {
	it.each([
		['received', 1000],
		['completed', 1000.5],
	] as const)('is released when %s', (releaseAt, balance) => {
		const core = frozenCore({ releaseAt });
		const id = buy(core);
		core.control.deliver(id);
		expect(core.control.account().balance).toBe(balance);
		core.control.complete(id);
		expect(core.control.account()).toMatchObject({ balance: 1000, frozenBalance: 0 });
		expect(core.violations).toEqual([]);
	});
});

describe('cancelling', () => {
	it('may be refused for young orders', () => {
		const core = frozenCore({ earlyCancelMs: 120_000, sms: { default: { delayMs: null } } });
		const id = buy(core);
		core.control.advance(119_999);
		expect(call(core, `POST /order/${id}/cancel`).status).toBe(400);
		core.control.advance(1);
		expect(call(core, `POST /order/${id}/cancel`).status).toBe(200);
	});

	it('is refused with the answer that is set', () => {
		const core = frozenCore({ cancelRefusal: { status: 409, error: '不行', code: null } });
		const id = buy(core);
		core.control.deliver(id);
		expect(call(core, `POST /order/${id}/cancel`)).toMatchObject({
			status: 409,
			body: { error: '不行' },
		});
	});
});

describe('a status nobody knows', () => {
	it('is shown until the order goes on', () => {
		const core = frozenCore();
		const id = buy(core);
		core.control.setStatus(id, 'verifying');
		expect(statusOf(core, id)).toBe('verifying');
		expect(call(core, 'GET /user/orders?status=pending').body).toMatchObject({ total: 0 });
		core.control.advance(5_000);
		expect(statusOf(core, id)).toBe('received');
		core.control.setStatus(id, 'odd');
		core.control.setStatus(id, null);
		expect(statusOf(core, id)).toBe('received');
	});
});

describe('prices', () => {
	it('are invented by region and app, or set', () => {
		const core = frozenCore({ prices: { GB: 9.99, '*/viber': 0.07 } });
		const price = (project_code: string, region: string) =>
			core.control.order(buy(core, { project_code, region })).price;
		expect(price('whatsapp', 'ID')).toBe(0.5);
		expect(price('telegram', 'US')).toBe(1.8);
		expect(price('viber', 'GB')).toBe(9.99);
		expect(price('viber', 'FR')).toBe(0.07);
	});
});
