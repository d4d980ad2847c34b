import { describe, expect, it } from '@jest/globals';
import * as wire from '../../nodes/GoSms/transport/wire.ts';

describe('an order', () => {
	const order = { order_id: 1, phone: '+1', project_code: 'a', region: 'ID', status: 'pending' };

	it.each([
		['order_id', '1'],
		['order_id', 1.5],
		['order_id', -1],
		['phone', undefined],
		['status', 5],
		['region', null],
		['project_code', undefined],
		['price', '0.5'],
		['code', 123456],
		['expired_at', 1735689600],
	])('is not understood with %s %p, and the complaint names the field', (field, value) => {
		const result = wire.toOrder({ ...order, [field]: value });
		expect(result).toMatchObject({
			ok: false,
			failure: { kind: 'unreadable', detail: expect.stringContaining(`“${field}”`) },
		});
	});

	it('that is not understood may name itself', () => {
		expect(wire.toOrder({ order_id: 7 })).toMatchObject({ failure: { orderId: 7 } });
	});

	it.each([null, [], 'text', 5])('is not %p', (body) => {
		expect(wire.toOrder(body).ok).toBe(false);
	});

	it('may lack what is documented for others only', () => {
		expect(wire.toOrder({ ...order, code: null, content: null }).ok).toBe(true);
	});
});

describe('a list', () => {
	it('may be null when it is empty', () => {
		expect(wire.toOrderPage({ orders: null, total: 0 })).toEqual({
			ok: true,
			value: { rows: [], total: 0 },
		});
	});

	it.each([{}, { orders: {} }, { orders: [{}] }, { orders: 'none' }])(
		'is not understood as %p',
		(body) => {
			expect(wire.toOrderPage(body).ok).toBe(false);
		},
	);
});
