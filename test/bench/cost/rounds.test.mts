import { expect, it } from '@jest/globals';
import { measureRounds, summarize } from './rounds.mts';
import { median, spreadOf } from '../record/statistics.mts';

it.each([
	[[], NaN],
	[[7], 7],
	[[9, 1], 5],
	[[3, 1, 2], 2],
	[[4, 10, 1, 2], 3],
])('the median of %j is %d', (values, expected) => {
	expect(median(values)).toBe(expected);
});

it('a spread has the outermost values too', () => {
	expect(spreadOf([1.2, 1, 1.5])).toEqual({ median: 1.2, least: 1, most: 1.5 });
});

it('the ratio is that of rounds, not that of medians', () => {
	const rounds = [
		{ bareMicros: 100, oursMicros: 110 },
		{ bareMicros: 1_000, oursMicros: 1_200 },
		{ bareMicros: 200, oursMicros: 260 },
	];
	expect(summarize(rounds)).toEqual({
		bareMicros: 200,
		oursMicros: 260,
		ratio: { median: 1.2, least: 1.1, most: 1.3 },
	});
});

it('takes turns, and counts neither the warm-up nor the cleaning', async () => {
	let nowMicros = 0;
	const done: string[] = [];
	const takes = (name: string, micros: number) => async () => {
		nowMicros += micros;
		done.push(name);
		await Promise.resolve();
	};
	const meter = { cpuMicros: () => nowMicros, collectGarbage: () => (nowMicros += 5_000) };
	const rounds = await measureRounds(
		{ bare: takes('bare', 100), ours: takes('ours', 130) },
		{ requests: 2, rounds: 2, warmUpRequests: 1 },
		meter,
	);
	expect(rounds).toEqual(Array(2).fill({ bareMicros: 100, oursMicros: 130 }));
	const [b, o] = ['bare', 'ours'];
	expect(done).toEqual([b, o, ...[b, b, o, o], ...[o, o, b, b]]);
});
