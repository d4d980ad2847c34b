import { expect, it } from '@jest/globals';
import { costLead, costSection } from './costSection.mts';
import { measureRequests, quickCostSizes } from './requestCost.mts';
import { kinds } from './requestKinds.mts';
import { measureRounds, summarize } from './rounds.mts';

// Correctness only: no figure of time is demanded. Needs `npm run build`.

it('measures each kind of request by itself and through this package', async () => {
	const costs = await measureRequests(quickCostSizes);
	expect(costs.map(({ kind }) => kind)).toEqual(kinds);
	for (const { bareMicros, oursMicros, ratio } of costs) {
		expect([bareMicros, oursMicros, ratio.least].every((value) => value > 0)).toBe(true);
		expect(ratio.least).toBeLessThanOrEqual(ratio.median);
		expect(ratio.median).toBeLessThanOrEqual(ratio.most);
	}
	const section = costSection(costs);
	expect(section).not.toMatch(/NaN|Infinity|undefined|–/);
	expect(section.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(
		2 + kinds.length,
	);
});

it('says what it comes to', () => {
	const ratio = { median: 1.125, least: 1.0444, most: 1.3 };
	const costs = [{ kind: 'page' as const, bareMicros: 800, oursMicros: 901, ratio }];
	expect(costSection(costs)).toContain(
		'| a page of 100 pending orders | 800 µs | 901 µs | **× 1.13** | × 1.04 to × 1.3 |',
	);
	expect(costLead(costs)).toBe(
		"A request takes × 1.13 the processor time of n8n's HTTP helper alone: 0.050 % of one core at 300 requests a minute, the most that the API allows a key.",
	);
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
