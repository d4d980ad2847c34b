import { describe, expect, it } from '@jest/globals';
import { measure, quantile } from '../bench/record/measured.mts';
import { steadyState } from '../bench/record/steadyState.mts';
import { runCrowd, type Crowd } from './crowd.mts';
import './seededChance.mts';

// What was promised of speed, in virtual time: the same on every machine.

async function figuresOf(crowd: Crowd) {
	const { records, codes } = await runCrowd(crowd);
	const byList = crowd.withText === false;
	const wanted = crowd.orders * (crowd.processes ?? 1);
	const m = measure(records, { wanted, codes, byList });
	const startMs = records.requests[0]?.atMs ?? 0;
	const late = records.requests.filter((entry) => entry.atMs > startMs + 60_000);
	return {
		...m,
		steady: steadyState(records, byList),
		lateRefused: late.filter((entry) => entry.status === 429).length / Math.max(1, late.length),
	};
}

it.each([1, 2, 3])('a hundred orders: few requests, seen soon (seed %d)', async (seed) => {
	const m = await figuresOf({ seed, orders: 100 });
	expect(m).toMatchObject({ codes: 100, refused: 0, violations: [] });
	expect(m.requests / m.codes).toBeLessThanOrEqual(2.3);
	expect(quantile(m.seenMs, 0.5)).toBeLessThanOrEqual(2_000);
	expect(quantile(m.seenMs, 0.95)).toBeLessThanOrEqual(4_000);
});

it.each([0, 250, 500, 750, 950])(
	'an order that never gets a code, bought %d ms after a whole second: at most 76 requests',
	async (startAfterMs) => {
		const m = await figuresOf({ orders: 1, smsAfterMs: null, startAfterMs });
		expect(m).toMatchObject({ codes: 0, refused: 0, violations: [] });
		expect(m.requests).toBeLessThanOrEqual(76);
	},
);

it.each([
	['with the text', true, 125],
	['without', false, 250],
])('a thousand orders %s use the minute for codes', async (_name, withText, codesAMinute) => {
	const m = await figuresOf({ orders: 1_000, withText });
	expect(m).toMatchObject({ codes: 1_000, refused: 0, violations: [] });
	expect(m.steady.used).toBeGreaterThanOrEqual(0.95);
	expect(m.steady.polling).toBeLessThanOrEqual(0.12);
	expect(m.steady.codesAMinute).toBeGreaterThanOrEqual(codesAMinute);
	expect(quantile(m.allSeenMs, 0.5)).toBeLessThanOrEqual(3_000);
	expect(quantile(m.allSeenMs, 0.95)).toBeLessThanOrEqual(15_000);
});

it('codes that come late are read from lists too, where their text is not wanted', async () => {
	const smsAfterMs: [number, number] = [5_000, 300_000];
	const m = await figuresOf({ orders: 1_000, withText: false, smsAfterMs });
	expect(m).toMatchObject({ codes: 1_000, refused: 0, violations: [] });
	// Some rows move over a page's edge while seven pages are read, and are looked up by themselves.
	expect(m.looks).toBeLessThanOrEqual(60);
	expect(m.requests / m.codes).toBeLessThanOrEqual(1.5);
});

describe('several processes with one key', () => {
	it.each([
		[2, 50],
		[3, 40],
		[3, 200],
	])('%d of them settle, with %d orders each', async (processes, orders) => {
		const m = await figuresOf({ processes, orders });
		expect(m).toMatchObject({ codes: processes * orders, violations: [] });
		expect(m.lateRefused).toBeLessThan(0.02);
	});

	it('two of them are hardly refused even when they begin', async () => {
		const m = await figuresOf({ processes: 2, orders: 30, smsAfterMs: [3_000, 20_000] });
		expect(m).toMatchObject({ codes: 60, violations: [] });
		expect(m.refused / m.requests).toBeLessThan(0.02);
	});

	it.each([2, 3, 4])('even thirty-two of them buy all that is wanted (seed %d)', async (seed) => {
		const m = await figuresOf({ seed, processes: 32, orders: 4 });
		expect(m).toMatchObject({ bought: 128, codes: 128, violations: [] });
	});
});
