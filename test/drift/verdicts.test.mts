// What the judges say of runs that went wrong: a suite whose verdicts cannot be bad proves nothing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VirtualClock } from '../simulation/virtualClock.mts';
import type { Deviation } from './deviation.mts';
import { judgePurchase } from './jobs/buying.mts';
import { code, soon } from './jobs/job.mts';
import { names, unclear, type Told } from './jobs/told.mts';
import { judgeWait } from './jobs/waiting.mts';
import { Front } from './place/front.mts';
import { Place } from './place/place.mts';
import { onField } from './tables/edit.mts';

const front = new Front();
beforeAll(async () => await front.listen());
afterAll(async () => await front.end());

const plain: Deviation = { name: 'nothing', on: [] };

/** A place in which the node has bought so many numbers, and their SMS have come. */
function placeWith(count: number, deviation: Deviation = plain) {
	const clock = new VirtualClock();
	const place = new Place(front, clock, deviation, { settings: soon });
	const body = { project_code: 'whatsapp', region: 'ID' };
	const headers = { authorization: `Bearer ${place.key}` };
	for (let index = 0; index < count; index++) {
		place.api.take({ method: 'POST', path: '/api/v1/order', headers, body });
	}
	place.core.control.advance(20_000);
	const told = (more: Partial<Told>): Told => ({
		items: [],
		error: undefined,
		hints: [],
		endMs: place.core.clock.now(),
		...more,
	});
	const rows = place.bought.map(({ orderId, phone }) => ({ order_id: orderId, phone, code }));
	return { place, told, rows };
}

describe('a purchase', () => {
	it('is fine when its ID and number came out', () => {
		const { place, told, rows } = placeWith(1);
		expect(judgePurchase(place, told({ items: rows }), 1)).toBeUndefined();
		expect(judgePurchase(place, told({ error: 'Order 12345 is open' }), 1)).toBeUndefined();
	});

	it('is lost when it was made twice, or is told nowhere, or without its number', () => {
		const two = placeWith(2);
		expect(judgePurchase(two.place, two.told({ items: two.rows }), 1)).toMatch(/2 numbers/);
		const { place, told, rows } = placeWith(1);
		expect(judgePurchase(place, told({ error: 'Something went wrong' }), 1)).toMatch(
			/told nowhere/,
		);
		expect(judgePurchase(place, told({}), 1)).toMatch(/told nowhere/);
		const [row] = rows;
		const bare = [{ ...row, phone: null }];
		expect(judgePurchase(place, told({ items: bare }), 1)).toMatch(/phone number/);
	});
});

describe('a wait', () => {
	it('is done with the code, and refused with an error in time', () => {
		const { place, told, rows } = placeWith(1);
		expect(judgeWait(place, told({ items: rows }), place.bought).kind).toBe('done');
		expect(judgeWait(place, told({ error: 'No access' }), place.bought).kind).toBe('refused');
	});

	it('is lost without the code, without the order, too late, or in the words of a stumble', () => {
		const { place, told, rows } = placeWith(1);
		const judged = (more: Partial<Told>) => judgeWait(place, told(more), place.bought).kind;
		expect(judged({ items: rows.map((row) => ({ ...row, code: null })) })).toBe('lost');
		expect(judged({ items: [] })).toBe('lost');
		expect(judged({ items: rows, endMs: place.core.clock.now() + 70_000 })).toBe('lost');
		expect(judged({ error: 'x is not a function' })).toBe('lost');
	});

	it('is not to blame for a code that nobody can see', () => {
		const hidden = onField('code', () => null);
		const withoutText = onField('content', () => null);
		const { place, told, rows } = placeWith(1, {
			name: 'neither code nor text',
			on: ['order', 'orders'],
			change: (answer, seen) => withoutText(hidden(answer, seen), seen),
		});
		const items = rows.map((row) => ({ ...row, code: null }));
		expect(judgeWait(place, told({ items }), place.bought).kind).toBe('done');
	});

	it('is lost when the order is left open without a word, or told as given back', () => {
		const { place, told } = placeWith(1);
		const { orderId } = place.buyAsOther();
		const judged = (more: Partial<Told>) =>
			judgeWait(place, told(more), [place.core.control.order(orderId)]).kind;
		expect(judged({ items: [{ order_id: orderId, status: 'cancelled' }] })).toBe('lost');
		expect(judged({ items: [{ order_id: orderId, status: 'pending' }] })).toBe('lost');
		expect(judged({ hints: [`Order ${orderId} is open`] })).toBe('done');
	});
});

it('a number is named only by itself', () => {
	expect(names('Order 12345.', '12345')).toBe(true);
	expect(names('{"order_id":"12345"}', '12345')).toBe(true);
	expect(names('+6212345', '12345')).toBe(false);
	expect(names('Order 123456', '12345')).toBe(false);
});

it('a refusal is clear when it says what is wrong', () => {
	expect(unclear('The balance is too low', { says: /balance/ })).toBeUndefined();
	expect(unclear('Check the base URL', { says: /balance/ })).toMatch(/does not say/);
	expect(unclear('The account is disabled', { neverSays: /disabled/ })).toMatch(/misleads/);
});
