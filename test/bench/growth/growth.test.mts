import { beforeAll, describe, expect, it } from '@jest/globals';
import { bestDelayMs, bestLastCodeMs, bestRefused, bestRequests } from './bounds.mts';
import {
	fullGrowthSizes,
	isComplete,
	measureGrowth,
	quickGrowthSizes,
	type Growth,
	type GrowthSizes,
} from './growth.mts';
import { growthPlot } from './growthPlot.mts';
import { growthSection } from './growthSection.mts';

/** Figures as they might be, a little worse with each point. */
function growthOf(sizes: GrowthSizes): Growth {
	const arrivals = sizes.waiting.map((waiting, index) => ({
		...{ waiting, codes: waiting, requestsACode: 3 - index / 10, refused: 0, violations: 0 },
		...{ delayMs: 1_000 + 100 * waiting, lateDelayMs: 2_000 + 100 * waiting },
	}));
	const sharing = (ordersOf: (processes: number) => number) =>
		sizes.processes.map((processes) => ({
			...{ processes, orders: ordersOf(processes), codes: ordersOf(processes) },
			...{ refusedFirst: (processes - 1) / 100, refusedLater: 0, violations: 0 },
			...{ requestsACode: 2.5, used: 0.5, lastCodeMs: 50_000 * processes },
			...{ delayMs: 1_500, lateDelayMs: 4_000 },
		}));
	return {
		sizes,
		withText: arrivals,
		withoutText: arrivals,
		inAll: sharing(() => sizes.ordersInAll),
		each: sharing((processes) => processes * sizes.ordersEach),
	};
}

const withinMs = 300_000;

it.each([
	['requests a code with text', bestRequests(100, true), 2],
	['requests a code without text, of one', bestRequests(1, false), 2],
	['requests a code without text, of a hundred', bestRequests(100, false), 1.01],
	['delay of one', bestDelayMs(1, 0.5, false, withinMs), 100],
	['delay of a thousand', bestDelayMs(1_000, 0.5, false, withinMs), 1_000],
	['delay with text while there are requests', bestDelayMs(1_000, 0.5, true, withinMs), 1_000],
	['delay with text in the queue', bestDelayMs(3_000, 0.5, true, withinMs), 150_000],
	['refusals of ten processes', bestRefused(10), 0],
	['refusals of forty', bestRefused(40), 30 / 330],
	['last code of few orders: the SMS', bestLastCodeMs(1, [5_000, 45_000]), 25_000],
	['last code of many orders: the limits', bestLastCodeMs(512, [5_000, 45_000]), 192_300],
])('the bound: %s', (_name, value, expected) => {
	expect(value).toBeCloseTo(expected, 6);
});

describe.each([
	['full', fullGrowthSizes],
	['quick', quickGrowthSizes],
])('of %s sizes', (_name, sizes) => {
	it('the picture stands alone, and has a point for each figure', () => {
		const svg = growthPlot(growthOf(sizes));
		expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href|url\((?!#)|@import/);
		// ECharts does not escape what is in an attribute.
		const tags = /<\/?[\w-]+(?: [\w:-]+="[^"<>]*")* ?>/g;
		expect(svg.replace(/<style >[^]*<\/style>/, '').replaceAll(tags, '')).not.toMatch(/[<>"]/);
		for (const words of ['with text', `${sizes.ordersEach} each`, 'bound'])
			expect(svg).toContain(`>${words}</text>`);
		// Two lines in each of the four diagrams.
		const dots = svg.match(/<path d="M1 0A1 1/g) ?? [];
		expect(dots).toHaveLength(4 * (sizes.waiting.length + sizes.processes.length));
	});

	it('the tables are even, and have no figure that is none', () => {
		const section = growthSection(growthOf(sizes));
		expect(section).not.toMatch(/NaN|Infinity|undefined|–|not all/);
		const rows = section.split('\n').filter((row) => row.startsWith('|'));
		expect(rows).toHaveLength(sizes.waiting.length + 2 * sizes.processes.length + 2 * 2);
		expect([...new Set(rows.map((row) => row.split('|').length - 2))]).toEqual([8, 9]);
	});
});

it('each figure stands beside its bound', () => {
	const section = growthSection(growthOf(fullGrowthSizes));
	expect(section).toContain('| 1 | all | 3 (2; × 1.5) | 1.1 s (0.1 s; × 11) |');
	expect(section).toContain('| 2 | 128 of 128 | 1.0 % (0.0 %) | 0.0 % | 2.5 (2; × 1.25) |');
});

it.each<[string, (growth: Growth) => void, boolean]>([
	['all is well', () => undefined, true],
	['a code is missing', ({ withText: [first] }) => first && (first.codes -= 1), false],
	['a limit was passed', ({ withoutText: [first] }) => first && (first.refused = 1), false],
	['processes lost a code', ({ each: [first] }) => first && (first.codes -= 1), false],
	['a ledger is uneven', ({ inAll: [first] }) => first && (first.violations = 1), false],
])('completeness, when %s', (_name, change, expected) => {
	const growth = growthOf(quickGrowthSizes);
	change(growth);
	expect(isComplete(growth)).toBe(expected);
});

// Correctness only: no figure of time is demanded.
describe('measured with quick sizes', () => {
	let growth: Growth;
	beforeAll(async () => {
		growth = await measureGrowth(quickGrowthSizes);
	});

	it('every code comes out, no limit is passed by a process alone, and the ledgers are even', () => {
		expect(isComplete(growth)).toBe(true);
		expect(growth.withText.map(({ waiting }) => waiting)).toEqual(quickGrowthSizes.waiting);
		expect(growth.each.map(({ processes }) => processes)).toEqual(quickGrowthSizes.processes);
	});

	it('it can be told and drawn', () => {
		expect(growthSection(growth) + growthPlot(growth)).not.toMatch(/NaN|Infinity|undefined|–/);
	});
});
