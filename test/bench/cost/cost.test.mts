import { expect, it } from '@jest/globals';
import { costLead, costText } from './cost.mts';
import { measureRounds, summarize } from './rounds.mts';

// `entry.long.test.mts` measures it, and demands no figure of time.

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

it('reports the ratio of rounds, not that of medians', () => {
	const cost = summarize([
		{ bareMicros: 100, oursMicros: 110 },
		{ bareMicros: 1_000, oursMicros: 1_200 },
		{ bareMicros: 200, oursMicros: 260 },
	]);
	const costs = [{ request: 'balance', ...cost }];
	expect(costText(costs)).toContain('| balance | 200 µs | 260 µs | **× 1.2** | × 1.1 to × 1.3 |');
	expect(costLead(costs)).toBe(
		"A request takes × 1.2 the processor time of n8n's HTTP helper alone: 0.020 % of one core at 300 requests a minute, the most that the API allows a key.",
	);
});
