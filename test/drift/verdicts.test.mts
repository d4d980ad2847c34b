// What the judges say of runs that went wrong: a suite whose verdicts cannot be bad proves nothing.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { VirtualClock } from '../simulation/virtualClock.mts';
import type { Deviation } from './deviation.mts';
import { judgePurchase } from './jobs/buying.mts';
import { code, names, soon, unclear, type Told } from './jobs/job.mts';
import { judgeWait } from './jobs/waiting.mts';
import { Front } from './place/front.mts';
import { Place } from './place/place.mts';
import { both, looks, onField } from './tables/edit.mts';

const front = new Front();
beforeAll(async () => await front.listen());
afterAll(async () => await front.end());

const id = 12345;

type Tell = (row: IDataObject) => Partial<Told>;

/** A place in which the node has bought a number, its SMS has come, and a run has told something. */
function placeWith(tell: Tell, deviation: Deviation = { name: 'nothing', on: [] }) {
	const place = new Place(front, new VirtualClock(), deviation, { settings: soon });
	const body = { project_code: 'whatsapp', region: 'ID' };
	const headers = { authorization: `Bearer ${place.key}` };
	place.api.take({ method: 'POST', path: '/api/v1/order', headers, body });
	place.core.control.advance(20_000);
	const usual = { items: [], error: undefined, hints: [], endMs: place.core.clock.now() };
	const phone = place.bought.at(0)?.phone;
	const told: Told = { ...usual, ...tell({ order_id: id, phone, code }) };
	return { place, told };
}

it.each<[string, number, RegExp, Tell]>([
	['its ID and number came out', 1, /^fine$/, (row) => ({ items: [row] })],
	['an error names it', 1, /^fine$/, () => ({ error: `Order ${id} is open` })],
	['an error names nothing', 1, /told nowhere$/, () => ({ error: 'Something went wrong' })],
	['nothing came out', 1, /told nowhere$/, () => ({})],
	['its number is missing', 1, /phone number/, (row) => ({ items: [{ ...row, phone: null }] })],
	['nobody wanted it', 0, /1 numbers were bought/, (row) => ({ items: [row] })],
])('a purchase is judged where %s', (_what, wanted, verdict, tell) => {
	const { place, told } = placeWith(tell);
	expect(judgePurchase(place, told, wanted) ?? 'fine').toMatch(verdict);
});

it.each<[string, string, Tell]>([
	['done', 'the code came out', (row) => ({ items: [row] })],
	['refused', 'there is an error in time', () => ({ error: 'No access' })],
	['lost', 'the code is missing', (row) => ({ items: [{ ...row, code: null }] })],
	['lost', 'the order is missing', () => ({ items: [] })],
	['lost', 'the code came too late', (row) => ({ items: [row], endMs: Infinity })],
	['lost', 'the error is a stumble', () => ({ error: 'x is not a function' })],
])('a wait is %s where %s', (verdict, _what, tell) => {
	const { place, told } = placeWith(tell);
	expect(judgeWait(place, told, place.bought).kind).toBe(verdict);
});

it('a wait is not to blame for a code that nobody can see', () => {
	const change = both(
		onField('code', () => null),
		onField('content', () => null),
	);
	const hidden = { name: 'neither code nor text', on: looks, change };
	const { place, told } = placeWith((row) => ({ items: [{ ...row, code: null }] }), hidden);
	expect(judgeWait(place, told, place.bought).kind).toBe('done');
});

it.each<[string, string, Tell]>([
	[
		'lost',
		'it is told as given back',
		() => ({ items: [{ order_id: id + 1, status: 'cancelled' }] }),
	],
	['lost', 'there is no word of it', () => ({ items: [{ order_id: id + 1, status: 'pending' }] })],
	['done', 'a hint names it', () => ({ hints: [`Order ${id + 1} is open`] })],
])('a wait whose order is left open is %s where %s', (verdict, _what, tell) => {
	const { place, told } = placeWith(tell);
	expect(judgeWait(place, told, [place.buyAsOther()]).kind).toBe(verdict);
});

it('a number is named only by itself', () => {
	const texts = ['Order 12345.', '{"order_id":"12345"}', '+6212345', 'Order 123456'];
	expect(texts.map((text) => names(text, '12345'))).toEqual([true, true, false, false]);
});

it('a refusal is clear when it says what is wrong', () => {
	expect(unclear('The balance is too low', { says: /balance/ })).toBeUndefined();
	expect(unclear('Check the base URL', { says: /balance/ })).toMatch(/does not say/);
	expect(unclear('The account is disabled', { neverSays: /disabled/ })).toMatch(/misleads/);
});
