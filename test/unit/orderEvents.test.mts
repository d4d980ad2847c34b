import { describe, expect, it } from '@jest/globals';
import {
	begin,
	isKnown,
	settle,
	type EventState,
	type Told,
} from '../../nodes/GoSms/domain/eventState.ts';
import type { Order, OrderState, OrderStatus } from '../../nodes/GoSms/domain/order.ts';
import { eventsOf, tell, type Sighting } from '../../nodes/GoSms/domain/orderEvents.ts';
import { toOrder } from '../../nodes/GoSms/transport/reading/orders.ts';

const now = Date.UTC(2026, 0, 1, 12);

function anOrder(id: number | string, status: OrderStatus = 'pending', more: object = {}): Order {
	return toOrder({ order_id: id, phone: '+1', project_code: 'whatsapp', status, ...more });
}

const sighting = (id: number | string, state: OrderState, status?: OrderStatus): Sighting => ({
	order: anOrder(id, status ?? (state === 'waiting' ? 'pending' : 'received')),
	state,
});

const seen = (...sightings: Sighting[]) => ({ sightings });

const named = (...ids: string[]) => ids.map((id) => ({ id }));

const empty: EventState = { settled: '', floor: '', recent: [], followed: [] };

it.each<[Told, OrderStatus, OrderState, string[]]>([
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
])('after %s, what is to be told of one that is %s (%s) is %j', (told, status, state, events) => {
	expect(eventsOf(told, { order: anOrder(1, status), state })).toEqual(events);
});

describe('the beginning', () => {
	it('follows what goes on, and knows all that is there, whatever the length of its ID', () => {
		expect(begin(named('10', '9', '8', '7'), named('3', '10'), now)).toEqual({
			settled: '10',
			floor: '7',
			recent: ['8', '9', '10'],
			followed: ['3', '10'].map((id) => ({ id, told: 'created', sinceMs: now, lifeMs: null })),
		});
	});

	it('is sound with an empty account', () => {
		expect(begin([], [], now)).toEqual(empty);
	});
});

describe('an order', () => {
	it.each<[string, string, EventState, boolean]>([
		['above the floor is new', '5', { ...empty, floor: '4' }, false],
		['at the floor is known', '4', { ...empty, floor: '4' }, true],
		['with more digits than the floor is new', '10', { ...empty, floor: '9' }, false],
		['that was seen lately is known', '5', { ...empty, recent: ['5'] }, true],
		['that comes into view late is new', '5', { ...empty, recent: ['4', '6'] }, false],
		['of any size is itself', '9007199254740993', { ...empty, floor: '9007199254740992' }, false],
	])('%s', (_name, id, state, expected) => {
		expect(isKnown(state, id)).toBe(expected);
	});

	it('that could not be looked at is told later, and only once', () => {
		const first = tell(empty, { sightings: [], postponed: ['5'] }, now);
		expect(first.tellings).toEqual([]);
		const second = tell(first.state, seen(sighting(5, 'arrived')), now);
		expect(second.tellings).toMatchObject([{ events: ['created', 'received'] }]);
		expect(tell(second.state, seen(sighting(5, 'arrived')), now).tellings).toEqual([]);
	});

	it('that a list shows as it was before goes back to nothing', () => {
		let state = tell(empty, seen(sighting(5, 'arrived')), now).state;
		state = tell(state, seen(sighting(5, 'waiting')), now).state;
		expect(tell(state, seen(sighting(5, 'arrived')), now).tellings).toEqual([]);
	});
});

describe('the state', () => {
	it('is small after a hundred thousand orders', () => {
		let state = empty;
		for (let from = 1; from <= 100_000; from += 100) {
			const ids = Array.from({ length: 100 }, (_, index) => from + index);
			const sightings = ids.map((id) => sighting(id, 'arrived', 'completed'));
			state = tell(settle(state, String(from + 99)), seen(...sightings), now).state;
		}
		expect(state.recent).toHaveLength(300);
		expect(state.floor).toBe('99700');
		expect(state.followed).toEqual([]);
	});

	it('leaves room for orders that nobody has seen yet, below those that were read first', () => {
		let state = settle(empty, '10');
		const fresh = Array.from({ length: 980 }, (_, index) => sighting(20 + index, 'waiting'));
		state = tell(state, seen(...fresh), now).state;
		expect(isKnown(state, '15')).toBe(false);
		expect(isKnown(state, '500')).toBe(true);
		state = settle(state, '999');
		expect(isKnown(state, '15')).toBe(true);
		expect(state.recent).toHaveLength(300);
	});

	it('never lets go of an order that is pending', () => {
		let state = tell(empty, seen(sighting(1, 'waiting')), now).state;
		for (let id = 2; id < 2_000; id++) {
			const others = seen(sighting(id, 'arrived', 'completed'));
			state = tell(settle(state, String(id)), others, now).state;
		}
		const { tellings } = tell(state, seen(sighting(1, 'arrived')), now);
		expect(tellings).toMatchObject([{ events: ['received'] }]);
	});

	it('learns how long an order lives, and since when it is followed, and keeps both', () => {
		const times = { created_at: '2026-01-01T12:00:00Z', expired_at: '2026-01-01T12:20:00Z' };
		const order = anOrder(1, 'pending', times);
		const first = tell(empty, seen({ order, state: 'waiting' }), now).state;
		const second = tell(first, seen(sighting(1, 'waiting')), now + 60_000).state;
		expect(second.followed).toMatchObject([{ id: '1', sinceMs: now, lifeMs: 1_200_000 }]);
	});
});
