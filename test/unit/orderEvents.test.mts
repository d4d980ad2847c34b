import { describe, expect, it } from '@jest/globals';
import type { Order, OrderState } from '../../nodes/GoSms/domain/order.ts';
import {
	begin,
	isNew,
	settle,
	type EventState,
	type Told,
} from '../../nodes/GoSms/domain/eventState.ts';
import { eventsOf, tell } from '../../nodes/GoSms/domain/orderEvents.ts';

const since = Date.UTC(2026, 0, 1, 12);
const at = (ms: number) => new Date(since + ms).toISOString();

function anOrder(id: number, overrides: Partial<Order> = {}): Order {
	return {
		order_id: id,
		phone: '+1',
		project_code: 'whatsapp',
		region: 'ID',
		status: 'pending',
		created_at: at(60_000),
		...overrides,
	};
}

const empty: EventState = { sinceMs: since, settled: 0, floor: 0, recent: [], followed: [] };

describe('what is to be told', () => {
	it.each<[Told, string, OrderState, string[]]>([
		['nothing', 'pending', 'waiting', ['created']],
		['nothing', 'received', 'arrived', ['created', 'received']],
		['nothing', 'completed', 'arrived', ['created', 'received', 'completed']],
		['nothing', 'cancelled', 'cancelled', ['created', 'cancelled']],
		['nothing', 'cancelled', 'expired', ['created', 'expired']],
		['created', 'pending', 'waiting', []],
		['created', 'received', 'arrived', ['received']],
		['created', 'completed', 'arrived', ['received', 'completed']],
		['created', 'cancelled', 'cancelled', ['cancelled']],
		['created', 'pending', 'expired', ['expired']],
		['received', 'received', 'arrived', []],
		['received', 'completed', 'arrived', ['completed']],
		['received', 'cancelled', 'cancelled', []],
	])('after %s, of one that is %s (%s), is %j', (told, status, state, events) => {
		expect(eventsOf(told, { order: anOrder(1, { status }), state })).toEqual(events);
	});
});

describe('the beginning', () => {
	const newest = [
		anOrder(9, { created_at: at(-1_000) }),
		anOrder(8, { created_at: at(-5_000), status: 'received', received_at: at(-2_000) }),
		anOrder(7, { created_at: at(-9_000), status: 'completed' }),
	];

	it('follows what is pending, and knows all that is there', () => {
		const state = begin(newest, [anOrder(3, { created_at: at(-500_000) })], since);
		expect(state).toEqual({
			sinceMs: since,
			settled: 9,
			floor: 6,
			recent: [7, 8, 9],
			followed: [
				{ id: 3, told: 'created', expiresMs: null, isChecked: false },
				{ id: 9, told: 'created', expiresMs: null, isChecked: false },
			],
		});
	});

	it('counts from the activation when the API could be reached only later', () => {
		const late = [
			anOrder(11, { created_at: at(30_000) }),
			anOrder(10, { created_at: at(-9_000), status: 'received', received_at: at(20_000) }),
			...newest,
		];
		const state = begin(late, [], since);
		expect(state.recent).toEqual([7, 8, 9, 10]);
		expect(state.followed.map(({ id }) => id)).toEqual([9, 10]);
		expect(isNew(state, anOrder(11))).toBe(true);
	});

	it('is sound with an empty account', () => {
		expect(begin([], [], since)).toEqual({ ...empty, floor: 0 });
	});
});

describe('an order', () => {
	it.each<[string, Order, EventState, boolean]>([
		['above the floor is new', anOrder(5), { ...empty, floor: 4 }, true],
		['at the floor is known', anOrder(4), { ...empty, floor: 4 }, false],
		['that was seen lately is known', anOrder(5), { ...empty, recent: [5] }, false],
		['that comes into view late is new', anOrder(5), { ...empty, recent: [4, 6] }, true],
		['of before the activation is known', anOrder(5, { created_at: at(-60_000) }), empty, false],
		['without a time is new', anOrder(5, { created_at: null }), empty, true],
	])('%s', (_name, order, state, expected) => {
		expect(isNew(state, order)).toBe(expected);
	});

	it('that could not be looked at is told later, and only once', () => {
		const first = tell(empty, [], [5]);
		expect(first.tellings).toEqual([]);
		const sighting = { order: anOrder(5, { status: 'received' }), state: 'arrived' as const };
		const second = tell(first.state, [sighting]);
		expect(second.tellings).toMatchObject([{ events: ['created', 'received'] }]);
		expect(tell(second.state, [sighting]).tellings).toEqual([]);
	});
});

describe('the state', () => {
	it('is small after a hundred thousand orders', () => {
		let state = empty;
		for (let from = 1; from <= 100_000; from += 100) {
			const sightings = Array.from({ length: 100 }, (_, index) => ({
				order: anOrder(from + index, { status: 'received' }),
				state: 'arrived' as const,
			}));
			state = tell(settle(state, from + 99), sightings).state;
		}
		expect(state.recent).toHaveLength(300);
		expect(state.floor).toBe(99_700);
		expect(state.followed).toHaveLength(500);
		expect(state.followed.at(-1)?.id).toBe(100_000);
	});

	it('leaves room for orders that nobody has seen yet, below those that a watch has met', () => {
		let state = settle(empty, 10);
		for (let id = 20; id < 1_000; id++) {
			state = tell(state, [{ order: anOrder(id), state: 'waiting' }]).state;
		}
		expect(isNew(state, anOrder(15))).toBe(true);
		expect(isNew(state, anOrder(500))).toBe(false);
		state = tell(settle(state, 999), []).state;
		expect(isNew(state, anOrder(15))).toBe(false);
		expect(state.recent).toHaveLength(300);
	});

	it('never lets go of an order that is pending', () => {
		let state = tell(empty, [{ order: anOrder(1), state: 'waiting' }]).state;
		for (let id = 2; id < 2_000; id++) {
			state = tell(state, [
				{ order: anOrder(id, { status: 'completed' }), state: 'arrived' },
			]).state;
		}
		const { tellings } = tell(state, [
			{ order: anOrder(1, { status: 'received' }), state: 'arrived' },
		]);
		expect(tellings).toMatchObject([{ events: ['received'] }]);
	});

	it('as it was gives the same events again', () => {
		const orders = [anOrder(2), anOrder(1, { status: 'received' })];
		const sightings = orders.map((order) => ({
			order,
			state: order.status === 'received' ? ('arrived' as const) : ('waiting' as const),
		}));
		expect(tell(empty, sightings)).toEqual(tell(empty, sightings));
		expect(empty.recent).toEqual([]);
	});

	it('learns when an order expires, and keeps that', () => {
		const whole = anOrder(1, { expired_at: at(600_000) });
		const first = tell(empty, [{ order: whole, state: 'waiting' }]).state;
		const second = tell(first, [{ order: anOrder(1), state: 'waiting' }]).state;
		expect(second.followed).toEqual([
			{ id: 1, told: 'created', expiresMs: since + 600_000, isChecked: false },
		]);
	});
});
