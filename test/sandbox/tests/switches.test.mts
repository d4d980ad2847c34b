import { describe, expect, it } from '@jest/globals';

import { buy, call, column, frozenCore, statusOf } from './frozenCore.mts';

const noSms = { default: { delayMs: null } };

describe('an overdue order', () => {
	it.each([
		['expired', 600_000],
		['pending', 600_000],
		['cancelled', 2_000],
	] as const)('shows as %s, refunded, after %d ms', (overdueStatus, orderLifeMs) => {
		const core = frozenCore({ overdueStatus, orderLifeMs, sms: noSms });
		const id = buy(core);
		core.control.advance(orderLifeMs);
		expect(statusOf(core, id)).toBe(overdueStatus);
		expect(core.control.account()).toMatchObject({ balance: 1000.5, frozenBalance: 0 });
		expect(core.control.ledger().at(-1)).toMatchObject({ type: 'Refund', order_id: id });
		const listed = overdueStatus === 'expired' ? '' : `?status=${overdueStatus}`;
		expect(column(call(core, `GET /user/orders${listed}`), 'orders', 'order_id')).toEqual([id]);
		expect(core.violations).toEqual([]);
	});

	it('may be refused by GET', () => {
		const core = frozenCore({ overdueGet: 'refuse' });
		const id = buy(core);
		core.control.expire(id);
		const expired = { status: 400, body: { code: 'ORDER_EXPIRED' } };
		expect(call(core, `GET /order/${id}`)).toMatchObject(expired);
	});
});

it.each([
	['received', 1000],
	['completed', 1000.5],
] as const)('the money of a received order is released when %s', (releaseAt, balance) => {
	const core = frozenCore({ releaseAt });
	const id = buy(core);
	core.control.deliver(id);
	expect(core.control.account().balance).toBe(balance);
	core.control.complete(id);
	expect(core.control.account()).toMatchObject({ balance: 1000, frozenBalance: 0 });
	expect(core.violations).toEqual([]);
});

it('cancelling may be refused for young orders', () => {
	const core = frozenCore({ earlyCancelMs: 120_000, sms: noSms });
	const id = buy(core);
	core.control.advance(119_999);
	expect(call(core, `POST /order/${id}/cancel`).status).toBe(400);
	core.control.advance(1);
	expect(call(core, `POST /order/${id}/cancel`).status).toBe(200);
});

it('cancelling is refused with the answer that is set', () => {
	const core = frozenCore({ cancelRefusal: { status: 409, error: '不行', code: null } });
	const id = buy(core);
	core.control.deliver(id);
	const refusal = { status: 409, body: { error: '不行' } };
	expect(call(core, `POST /order/${id}/cancel`)).toMatchObject(refusal);
});

it('a status nobody knows is shown until the order goes on', () => {
	const core = frozenCore();
	const id = buy(core);
	core.control.setStatus(id, 'verifying');
	expect(statusOf(core, id)).toBe('verifying');
	expect(call(core, 'GET /user/orders?status=pending').body).toMatchObject({ total: 0 });
	core.control.advance(5_000);
	expect(statusOf(core, id)).toBe('received');
});

it.each([
	['whatsapp', 'ID', 0.5],
	['telegram', 'US', 1.8],
	['viber', 'GB', 9.99],
	['viber', 'FR', 0.07],
])('%s in %s costs %d: prices are invented by region and app, or set', (app, region, price) => {
	const core = frozenCore({ prices: { GB: 9.99, '*/viber': 0.07 } });
	const id = buy(core, { project_code: app, region });
	expect(core.control.order(id).price).toBe(price);
});
