import type { GrowthSizes } from '../growth/points.mts';
import type { RoundSizes } from '../cost/rounds.mts';

export type Sizes = {
	few: number;
	many: number;
	most: number;
	/** Orders of each of two processes. */
	perProcess: number;
	/** When an SMS comes. */
	smsAfterMs: [number, number];
	/** How long a storm or an outage lasts. */
	troubleMs: number;
	cost: RoundSizes;
	growth: GrowthSizes;
};

export const fullSizes: Sizes = {
	few: 20,
	many: 100,
	most: 1_000,
	perProcess: 40,
	smsAfterMs: [5_000, 45_000],
	troubleMs: 60_000,
	cost: { requests: 1_000, rounds: 9, warmUpRequests: 1_500 },
	growth: {
		waiting: [1, 10, 100, 300, 1_000, 3_000],
		ordersAPoint: 300,
		processes: [1, 2, 4, 8, 16, 32],
		ordersInAll: 128,
		inMemory: 10_000,
		seeds: [1, 2, 3, 4, 5],
	},
};

export const quickSizes: Sizes = {
	few: 2,
	many: 3,
	most: 4,
	perProcess: 2,
	smsAfterMs: [1_000, 2_000],
	troubleMs: 800,
	cost: { requests: 5, rounds: 2, warmUpRequests: 1 },
	growth: {
		waiting: [1, 120],
		ordersAPoint: 20,
		processes: [1, 3],
		ordersInAll: 12,
		inMemory: 300,
		seeds: [1],
	},
};
