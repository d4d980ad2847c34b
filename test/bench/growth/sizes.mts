export type GrowthSizes = {
	/** How many orders wait in one process, point by point. */
	waiting: readonly number[];
	/** How long SMS that never come are waited for. */
	waitedMs: number;
	/** Few orders are measured many times over, until there are so many of them. */
	ordersAPoint: number;
	/** SMS that come do so at random within this time. */
	smsWithinMs: number;
	/** How many processes share a key, point by point. */
	processes: readonly number[];
	/** Of all processes together, and of each. */
	ordersInAll: number;
	ordersEach: number;
	/** Of these, the median is told. */
	seeds: readonly number[];
};

export const fullGrowthSizes: GrowthSizes = {
	waiting: [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000],
	waitedMs: 600_000,
	ordersAPoint: 300,
	smsWithinMs: 300_000,
	processes: [1, 2, 4, 8, 16, 32],
	ordersInAll: 128,
	ordersEach: 16,
	seeds: [1, 2, 3, 4, 5],
};

export const quickGrowthSizes: GrowthSizes = {
	waiting: [1, 10, 120],
	waitedMs: 60_000,
	ordersAPoint: 20,
	smsWithinMs: 30_000,
	processes: [1, 3],
	ordersInAll: 12,
	ordersEach: 4,
	seeds: [1],
};
