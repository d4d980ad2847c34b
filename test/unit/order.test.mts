import { describe, expect, it } from '@jest/globals';
import { byId, isAlike, joined, lifeOf, pollDelayMs } from '../../nodes/GoSms/domain/order.ts';
import { anOrder } from './anOrder.mts';

it.each<[string, number | undefined, number | undefined, number]>([
	['what its times say', 0, 1_200_000, 1_200_000],
	['that, whatever the clock was', -8 * 3_600_000, -8 * 3_600_000 + 600_000, 600_000],
	['ten minutes without an expiry', 0, undefined, 600_000],
	['ten minutes without a beginning', undefined, 600_000, 600_000],
	['ten minutes when they contradict each other', 600_000, 0, 600_000],
	['ten minutes when it were too short to use', 0, 29_999, 600_000],
	['a day at the most', 0, 86_400_000, 86_400_000],
	['ten minutes when it is absurd', 0, 86_400_001, 600_000],
])('an order lives %s', (_name, createdMs, expiresMs, lifeMs) => {
	expect(lifeOf({ createdMs, expiresMs })).toBe(lifeMs);
});

it.each([
	[0, 3_000],
	[29_999, 3_000],
	[30_000, 5_000],
	[119_999, 5_000],
	[120_000, 10_200],
	[9e9, 10_200],
])('the vendor’s schedule: after %d ms waits %d ms', (elapsed, delay) => {
	expect(pollDelayMs(elapsed)).toBe(delay);
});

describe('what is known after a look', () => {
	const known = anOrder({ price: 0.5, expiresMs: 600_000, row: { order_id: 1, code: null } });

	it('is the same object while nothing changes: ten thousand of them wait', () => {
		expect(joined(known, anOrder({ row: { order_id: 1, code: null } }))).toBe(known);
	});

	it('has what a row of the list does not say, and both times of one answer', () => {
		const row = { order_id: 1, code: '0042', status: 'received' };
		const seen = anOrder({ status: 'received', code: '0042', createdMs: 5, row });
		const kept = { price: 0.5, createdMs: undefined, expiresMs: 600_000 };
		expect(joined(known, seen)).toEqual({ ...seen, ...kept });
		expect(joined(known, { ...seen, expiresMs: 9 })).toMatchObject({ createdMs: 5, expiresMs: 9 });
	});

	it('is not taken away by what is empty, but that is passed on where nothing was', () => {
		const full = anOrder({ code: '0042', row: { order_id: 1, code: '0042' } });
		const seen = anOrder({ row: { order_id: 1, code: null, content: null } });
		expect(joined(full, seen).row).toMatchObject({ code: '0042', content: null });
		expect(joined(full, seen).code).toBe('0042');
	});
});

it('counts IDs upwards, however large, and codes without case', () => {
	const ids = ['9', '10', '9007199254740992', '9007199254740993', '123456789012345678901'];
	expect([...ids].reverse().sort(byId)).toEqual(ids);
	expect([isAlike('Viber', 'viber'), isAlike('viber', 'vk')]).toEqual([true, false]);
});
