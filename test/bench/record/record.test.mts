import { describe, expect, it } from '@jest/globals';
import type { RequestEntry } from '../../sandbox/core/exchange.mts';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import { measure, quantile } from './measured.mts';
import { whenSeen } from './seen.mts';
import { steadyState } from './steadyState.mts';

const order = (
	orderId: number,
	createdAtMs: number,
	receivedAtMs: number | null,
): OrderSnapshot => ({
	...{ orderId, createdAtMs, receivedAtMs, account: 'one', phone: '+1', price: 0.5 },
	...{ projectCode: 'whatsapp', region: 'ID', code: '123456', content: '123456', byOther: false },
	status: receivedAtMs === null ? 'pending' : 'received',
	phase: receivedAtMs === null ? 'pending' : 'received',
	...{ settled: null, endedAtMs: null, smsAtMs: receivedAtMs, expiresAtMs: createdAtMs + 600_000 },
});

const asked = (
	endpoint: RequestEntry['endpoint'],
	atMs: number,
	more: Partial<RequestEntry> = {},
): RequestEntry => ({
	...{ method: 'GET', path: '/', query: {}, account: 'one', fault: null },
	...{ orderId: null, orderStatus: null, endpoint, atMs, status: 200, ...more },
});

const records = (requests: RequestEntry[], orders: OrderSnapshot[]) => ({
	...{ requests, orders, violations: [] },
});

// `simulation/` asserts figures of these records, so they must be right.

describe('when a code was seen', () => {
	const orders = [order(1, 0, 1_000), order(2, 0, 5_000), order(3, 0, null)];

	it('is the first look that was answered after the SMS', () => {
		const looks = [
			asked('order', 900, { orderId: 1 }),
			asked('order', 1_100, { orderId: 1, status: 429 }),
			asked('order', 1_200, { orderId: 1 }),
			asked('order', 1_300, { orderId: 1 }),
			asked('order', 6_000, { orderId: 3 }),
		];
		expect([...whenSeen(records(looks, orders), false)]).toEqual([[1, 1_200]]);
	});

	it.each([
		['of all orders tells those on its page', { page_size: '2' }, [[2, 6_000]]],
		['goes on with the second page', { page: '2', page_size: '2' }, [[1, 6_000]]],
		['of pending ones tells nothing', { status: 'pending', page_size: '100' }, []],
		['of received ones tells those', { status: 'received', page_size: '1' }, [[2, 6_000]]],
	])('a list %s', (_name, query, expected) => {
		const lists = records([asked('orders', 6_000, { query })], orders);
		expect([...whenSeen(lists, true)]).toEqual(expected);
		expect([...whenSeen(lists, false)]).toEqual([]);
	});
});

it('counts what was bought, sent, refused and seen', () => {
	const requests = [
		asked('create', 0, { status: 200 }),
		asked('create', 10, { status: 429 }),
		asked('create', 2_000, { status: 200 }),
		asked('orders', 3_000, { query: { status: 'pending' } }),
		asked('order', 3_100, { orderId: 1 }),
		asked('order', 9_000, { orderId: 2 }),
		asked('order', 62_000, { orderId: 2 }),
	];
	const orders = [order(1, 0, 1_000), order(2, 2_000, 61_000)];
	const measured = measure(records(requests, orders), { wanted: 2, codes: 2 });
	expect(measured).toMatchObject({
		...{ bought: 2, requests: 7, looks: 3, refused: 1, fullestMinute: 5, lastCodeMs: 62_000 },
		...{ seenMs: [1_000], allSeenMs: [1_000, 2_100] },
	});
});

it('takes whole minutes between the first one and the last purchase for the steady state', () => {
	const requests = [
		asked('create', 0),
		asked('order', 60_500, { orderId: 1 }),
		asked('orders', 90_000),
		asked('create', 150_000),
		asked('order', 160_000, { orderId: 2 }),
	];
	const orders = [order(1, 0, 60_400), order(2, 150_000, 155_000)];
	expect(steadyState(records(requests, orders), false)).toEqual({
		minutes: 1,
		codesAMinute: 1,
		used: 2 / 300,
		polling: 1 / 2,
	});
});

it.each([
	[[1, 2, 3, 4, 5], 0.5, 3],
	[[1, 2, 3, 4, 5], 0.95, 5],
	[[1, 2, 3, 4, 5], 1, 5],
	[[], 0.5, NaN],
])('of %j the quantile %d is %d', (rising, part, expected) =>
	expect(quantile(rising, part)).toBe(expected),
);
