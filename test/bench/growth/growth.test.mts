import { beforeAll, describe, expect, it } from '@jest/globals';
import { bendsByProcesses, bendsByWaiting } from './bends.mts';
import { linearAxis, logAxis, logAxisOf } from './axis.mts';
import {
	bestDelayMs,
	bestDelayWithTextMs,
	bestLastCodeMs,
	bestRefused,
	bestRequestsWithoutText,
	byPagesPerMinute,
	oneByOnePerMinute,
} from './bounds.mts';
import { growthPlot } from './growthPlot.mts';
import { growthSection } from './growthSection.mts';
import { isComplete, measureGrowth, type Growth } from './measureGrowth.mts';
import { fullGrowthSizes, quickGrowthSizes, type GrowthSizes } from './sizes.mts';
import { element, label } from './svg.mts';

/** Figures as they might be, a little worse with each point. */
function growthOf(sizes: GrowthSizes): Growth {
	const arrivals = sizes.waiting.map((waiting, index) => ({
		...{ waiting, codes: waiting, requestsACode: 3 - index / 10, refused: 0, violations: 0 },
		...{ delayMs: 1_000 + 100 * waiting, lateDelayMs: 2_000 + 100 * waiting },
	}));
	const sharing = (ordersOf: (processes: number) => number) =>
		sizes.processes.map((processes) => ({
			...{ processes, orders: ordersOf(processes), codes: ordersOf(processes) },
			...{ refusedFirst: processes / 100, refusedLater: 0, refused: processes, lists: 9 },
			...{ requestsACode: 2.5, used: 0.5, lastCodeMs: 50_000 * processes, violations: 0 },
			...{ delayMs: 1_500, lateDelayMs: 4_000 },
		}));
	return {
		sizes,
		idle: sizes.waiting.map((waiting, index) => ({
			...{ waiting, requestsPerMinute: 7 + index, lists: 1, refused: 0, violations: 0 },
			...{ cpuMs: 0.5 / (1 + index), bytes: 1_500 + 5_000 / waiting, dataBytes: 240 },
		})),
		withText: arrivals,
		withoutText: arrivals,
		inAll: sharing(() => sizes.ordersInAll),
		each: sharing((processes) => processes * sizes.ordersEach),
	};
}

describe('an axis', () => {
	it.each([
		[
			[1, 10_000],
			[1, 10, 100, 1_000, 10_000],
		],
		[
			[7.4, 200],
			[5, 10, 20, 50, 100, 200],
		],
		[
			[1, 2.19],
			[1, 2, 5],
		],
		[
			[0.024, 0.5],
			[0.02, 0.05, 0.1, 0.2, 0.5],
		],
		[[5], [5, 10]],
		[
			[NaN, 0, 3, 40],
			[2, 5, 10, 20, 50],
		],
	])('of %j has ticks at %j, by logarithms', (values, ticks) => {
		const axis = logAxis(values);
		expect(axis.ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
		for (const value of values.filter((one) => one > 0)) {
			expect(axis.at(value)).toBeGreaterThan(-1e-6);
			expect(axis.at(value)).toBeLessThan(1 + 1e-6);
		}
	});

	it('puts decades at even distances', () => {
		const { at } = logAxis([1, 10_000]);
		expect([1, 10, 100, 1_000, 10_000].map((value) => Math.round(at(value) * 4))).toEqual([
			0, 1, 2, 3, 4,
		]);
	});

	it.each([
		[
			[1, 2, 4, 8],
			[0, 1 / 3, 2 / 3, 1],
		],
		[[4], [0.5]],
	])('has a tick for each of %j', (values, places) => {
		const axis = logAxisOf(values);
		expect(axis.ticks).toEqual(values);
		values.forEach((value, index) => expect(axis.at(value)).toBeCloseTo(places[index] ?? NaN));
	});

	it.each([
		[
			[0, 0.38],
			[0, 0.1, 0.2, 0.3, 0.4],
		],
		[
			[0.2, 100],
			[0, 50, 100],
		],
	])('of %j begins at 0: %j', (values, ticks) => {
		const axis = linearAxis(values);
		expect(axis.ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
		expect(axis.at(0)).toBe(0);
		expect(axis.at(Math.max(...values))).toBeLessThanOrEqual(1 + 1e-9);
	});

	it('stands even where nothing was refused', () => {
		expect(linearAxis([0, 0]).at(0)).toBe(0);
	});
});

describe('a bound', () => {
	it.each([
		['one by one for one order in ten minutes', oneByOnePerMinute(1, 600_000), 7.5],
		['one by one for thirty', oneByOnePerMinute(30, 600_000), 225],
		['by pages for a hundred', byPagesPerMinute(100, 600_000), 7.5],
		['by pages for 101', byPagesPerMinute(101, 600_000), 15],
		['by pages, at the limit', byPagesPerMinute(10_000, 600_000), 300],
		['requests a code without text, of one', bestRequestsWithoutText(1), 2],
		['requests a code without text, of a hundred', bestRequestsWithoutText(100), 1.01],
		['delay of one', bestDelayMs(1, 0.5), 100],
		['delay of a thousand', bestDelayMs(1_000, 0.5), 1_000],
		['delay with text while there are requests', bestDelayWithTextMs(1_000, 0.5, 300_000), 1_000],
		['delay with text in the queue', bestDelayWithTextMs(3_000, 0.5, 300_000), 150_000],
		['refusals of ten processes', bestRefused(10), 0],
		['refusals of forty', bestRefused(40), 30 / 330],
		['last code of few orders: the SMS', bestLastCodeMs(1, [5_000, 45_000]), 25_000],
		['last code of many orders: the limits', bestLastCodeMs(512, [5_000, 45_000]), 192_300],
	])('%s', (_name, value, expected) => {
		expect(value).toBeCloseTo(expected, 6);
	});
});

it('SVG is escaped, and rounded to a tenth', () => {
	expect(label({ x: 1.26, title: '"a"' }, 'a < b & c')).toBe(
		'<text x="1.3" title="&quot;a&quot;">a &lt; b &amp; c</text>',
	);
	expect(element('g', {})).toBe('<g/>');
});

describe.each([
	['full', fullGrowthSizes],
	['quick', quickGrowthSizes],
])('of %s sizes', (_name, sizes) => {
	const growth = growthOf(sizes);

	it('the picture is well-formed, stands alone, and has no figure that is none', () => {
		const svg = growthPlot(growth);
		expect(unclosed(svg)).toEqual([]);
		expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href|url\(|@import/);
		expect(svg.match(/<g /g)).toHaveLength(8);
	});

	it('nothing is drawn beyond the edges', () => {
		const [, width = 0, height = 0] = (
			/viewBox="0 0 (\d+) (\d+)"/.exec(growthPlot(growth)) ?? []
		).map(Number);
		expect(width).toBe(700);
		const points = [...growthPlot(growth).matchAll(/points="([^"]*)"/g)].flatMap(([, text = '']) =>
			text.split(' ').map((one) => one.split(',').map(Number)),
		);
		expect(points.length).toBeGreaterThan(20);
		for (const [x = NaN, y = NaN] of points) {
			expect(x >= 0 && x <= width / 2 && y >= 0 && y <= height).toBe(true);
		}
	});

	it('the words have even tables, and no figure that is none', () => {
		const section = growthSection(growth);
		expect(section).not.toMatch(/NaN|Infinity|undefined|–/);
		const rows = section.split('\n').filter((row) => row.startsWith('|'));
		const tables = 3;
		const points = 2 * sizes.waiting.length + 2 * sizes.processes.length;
		expect(rows).toHaveLength(points + 2 * tables);
		const widths = new Set(rows.map((row) => row.split('|').length - 2));
		expect([...widths].sort()).toEqual([6, 8, 9]);
	});
});

it('every bend is explained where it was measured, and none where it was not', () => {
	const full = growthOf(fullGrowthSizes);
	expect(bendsByWaiting(full)).toHaveLength(11);
	expect(bendsByProcesses(full)).toHaveLength(5);
	const one = growthOf({ ...quickGrowthSizes, waiting: [7], processes: [1] });
	expect([...bendsByWaiting(one), ...bendsByProcesses(one)]).toEqual([]);
});

it.each<[string, (growth: Growth) => void, boolean]>([
	['all is well', () => undefined, true],
	['a code is missing', ({ withText: [first] }) => first && (first.codes -= 1), false],
	['a limit was passed', ({ idle: [first] }) => first && (first.refused = 1), false],
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
	const said: string[] = [];

	beforeAll(async () => {
		growth = await measureGrowth(quickGrowthSizes, (line) => said.push(line));
	});

	it('every code comes out, no limit is passed by a process alone, and the ledgers are even', () => {
		expect(isComplete(growth)).toBe(true);
		expect(growth.idle.map(({ waiting }) => waiting)).toEqual(quickGrowthSizes.waiting);
		expect(growth.each.map(({ processes }) => processes)).toEqual(quickGrowthSizes.processes);
		expect(growth.idle.every((one) => one.requestsPerMinute > 0 && one.bytes > 0)).toBe(true);
		expect(said).toHaveLength(quickGrowthSizes.waiting.length + 3);
	});

	it('survives being kept as JSON, and can be told and drawn', () => {
		const kept = JSON.parse(JSON.stringify(growth)) as Growth;
		expect(kept).toEqual(growth);
		expect(growthSection(kept)).toBe(growthSection(growth));
		expect(unclosed(growthPlot(kept))).toEqual([]);
	});
});

/** Elements that are not closed, or closed without having been opened. */
function unclosed(svg: string): string[] {
	const open: string[] = [];
	const wrong: string[] = [];
	const text = svg.replaceAll(
		/<([\w-]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>|<\/([\w-]+)>/g,
		(...parts) => {
			const [, opened, , empty, closed] = parts as Array<string | undefined>;
			if (closed !== undefined && open.pop() !== closed) wrong.push(closed);
			if (opened !== undefined && empty === '') open.push(opened);
			return '';
		},
	);
	return [...wrong, ...open, ...(text.match(/[<>]|&(?!amp;|lt;|gt;|quot;)/g) ?? [])];
}
