import { expect, it } from '@jest/globals';
import { fullSizes } from '../work/sizes.mts';
import { growthText, isComplete } from './growth.mts';
import { growthPicture } from './growthPicture.mts';
import type { Growth, Point } from './points.mts';

// `entry.long.test.mts` measures it.

const sizes = fullSizes.growth;

const pointOf = (count: number): Point => ({
	...{ count, wanted: 128, codes: 128, requestsACode: 2 + 1 / count, violations: 0 },
	...{ delayMs: 1_000 * count, lateDelayMs: 2_500 * count },
	...{ refusedFirst: count / 1e5, refusedLater: 0 },
});

const growth: Growth = {
	sizes,
	byWaiting: sizes.waiting.map(pointOf),
	byProcesses: sizes.processes.map(pointOf),
	waiting: { bytes: 1_579.4, cpuMs: 1_400 },
};

it.each<[string, Partial<Point>, boolean]>([
	['all is well', {}, true],
	['a code is missing', { codes: 127 }, false],
	['a ledger is uneven, or a limit was passed', { violations: 1 }, false],
])('completeness, when %s', (_name, change, expected) => {
	const [first = pointOf(1), ...others] = growth.byWaiting;
	const changed = [{ ...first, ...change }, ...others];
	expect(isComplete({ ...growth, byWaiting: changed })).toBe(expected);
	expect(isComplete({ ...growth, byProcesses: changed })).toBe(expected);
});

it('the text tells what waiting takes, and when it takes more than was aimed at', () => {
	const memory = '10,000 orders that wait take 1,579 bytes each; aimed at are less than 2,000. 240';
	expect(growthText(growth)).toContain(memory);
	expect(growthText(growth)).toContain('240.0 s of waiting take 1.4 s of the processor');
	const waiting = { bytes: 2_000, cpuMs: 0 };
	expect(growthText({ ...growth, waiting })).toContain('less than 2,000: missed.');
	expect(isComplete({ ...growth, waiting: { bytes: NaN, cpuMs: 0 } })).toBe(false);
});

it('the table has each figure, and says how many codes came when some are missing', () => {
	const row = '| 1,000 waiting orders | all | 2 | 1000.0 s | 2500.0 s | 1.0 % | 0.0 % |';
	expect(growthText(growth)).toContain(row);
	const byProcesses = [{ ...pointOf(4), codes: 9 }];
	expect(growthText({ ...growth, byProcesses })).toContain('| 4 processes | 9 of 128 |');
});

it('the picture stands alone, and has a point for each figure', () => {
	const svg = growthPicture(growth);
	expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href|url\((?!#)|@import/);
	// ECharts does not escape what is in an attribute.
	const tags = /<\/?[\w-]+(?: [\w:-]+="[^"<>]*")* ?>/g;
	expect(svg.replace(/<style >[^]*<\/style>/, '').replaceAll(tags, '')).not.toMatch(/[<>"]/);
	const dots = svg.match(/<path d="M1 0A1 1/g) ?? [];
	expect(dots).toHaveLength(2 * (sizes.waiting.length + sizes.processes.length));
});
