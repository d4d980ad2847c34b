// What the judges say of runs that went wrong: a suite whose verdicts cannot be bad proves nothing.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { VirtualClock } from '../simulation/virtualClock.mts';
import { judgePurchase } from './jobs/buying.mts';
import { code, names, soon, unclear, type Told } from './jobs/job.mts';
import { judgeWait } from './jobs/waiting.mts';
import { Front } from './place/front.mts';
import { Place } from './place/place.mts';

const front = new Front();
beforeAll(async () => await front.listen());
afterAll(async () => await front.end());

const id = 12345;

type Tell = (row: IDataObject) => Partial<Told>;

/** A place in which the node has bought a number, its SMS has come, and a run has told something. */
function placeWith(tell: Tell) {
	const nothing = { name: 'nothing', on: [] };
	const place = new Place(front, new VirtualClock(), nothing, { settings: soon });
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
	['lost', 'the code came too late', (row) => ({ items: [row], endMs: Infinity })],
])('a wait is %s where %s', (verdict, _what, tell) => {
	const { place, told } = placeWith(tell);
	expect(judgeWait(place, told, place.bought).kind).toBe(verdict);
});

it('a wait that leaves its order open without a word has lost it', () => {
	const { place, told } = placeWith(() => ({ items: [{ order_id: id + 1, status: 'pending' }] }));
	expect(judgeWait(place, told, [place.buyAsOther()]).kind).toBe('lost');
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
