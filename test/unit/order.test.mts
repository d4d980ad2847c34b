import { describe, expect, it } from '@jest/globals';
import { expiryGraceMs, joined, stateOf, type Order } from '../../nodes/GoSms/domain/order.ts';
import { pollDelayMs } from '../../nodes/GoSms/domain/pollSchedule.ts';

const expiry = Date.UTC(2026, 0, 1, 11);
const before = expiry - 1;

function anOrder(overrides: Partial<Order>): Order {
	return {
		order_id: 1,
		phone: '+1',
		project_code: 'whatsapp',
		region: 'ID',
		status: 'pending',
		expired_at: new Date(expiry).toISOString(),
		...overrides,
	};
}

describe('the state of an order (decisions 1 to 3)', () => {
	it.each([
		['pending', before, true, 'waiting'],
		['pending', expiry, true, 'waiting'],
		['pending', expiry + expiryGraceMs - 1, true, 'waiting'],
		['pending', expiry + expiryGraceMs, true, 'expired'],
		['received', before, true, 'arrived'],
		['received', expiry + 99_999, false, 'arrived'],
		['completed', before, true, 'arrived'],
		['expired', before, false, 'expired'],
		['cancelled', before, true, 'cancelled'],
		['cancelled', expiry, true, 'expired'],
		['cancelled', expiry, false, 'cancelled'],
		['on_hold', expiry + 99_999, true, 'waiting'],
	] as const)('%s at %d, seen pending before: %s, is %s', (status, now, wasPending, state) => {
		expect(stateOf(anOrder({ status }), now, wasPending)).toBe(state);
	});

	it.each([undefined, null, 'soon'])(
		'never expires by the clock with expired_at %s',
		(expired_at) => {
			expect(stateOf(anOrder({ expired_at }), Infinity, true)).toBe('waiting');
		},
	);
});

describe('the vendor’s schedule', () => {
	it.each([
		[0, 3_000],
		[29_999, 3_000],
		[30_000, 5_000],
		[119_999, 5_000],
		[120_000, 10_200],
		[9e9, 10_200],
	])('after %d ms waits %d ms', (elapsed, delay) => {
		expect(pollDelayMs(elapsed)).toBe(delay);
	});

	it('looks 75 times in ten minutes', () => {
		let [looks, elapsed] = [0, 0];
		while ((elapsed += pollDelayMs(elapsed)) <= 600_000) looks += 1;
		expect(looks).toBe(75);
	});
});

describe('what is known after a look', () => {
	const known: Order = { ...anOrder({}), code: null, expired_at: '2026-01-01T00:10:00Z' };

	it('is the same object while nothing changes: ten thousand of them wait', () => {
		const row = { order_id: known.order_id, status: known.status, code: null };
		expect(joined(known, { ...known, ...row })).toBe(known);
	});

	it('has what the row does not say', () => {
		const row = anOrder({ status: 'received', code: '0042' });
		delete row.expired_at;
		expect(joined(known, row)).toEqual({
			...known,
			status: 'received',
			code: '0042',
		});
	});

	it('is not taken away by a row that has it empty, but what is empty is passed on', () => {
		const seen = { ...known, expired_at: null, content: null };
		expect(joined(known, seen)).toEqual({ ...known, content: null });
	});
});
