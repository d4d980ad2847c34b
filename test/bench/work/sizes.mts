import type { GrowthSizes } from '../growth/points.mts';
import type { RoundSizes } from '../cost/rounds.mts';

export type Sizes = {
	few: number;
	many: number;
	most: number;
	/** Orders of each of two processes. */
	perProcess: number;
	busyProcesses: number;
	perBusyProcess: number;
	waitingInMemory: number;
	/** When an SMS comes. */
	smsAfterMs: [number, number];
	/** How long an order lives that never gets its SMS. */
	lifeMs: number;
	/** A poll for every minute, as n8n does it, on accounts that have nothing to do with each other. */
	trigger: { tickMs: number; minutes: number; lanes: number };
	cost: RoundSizes;
	growth: GrowthSizes;
};

export const fullSizes: Sizes = {
	few: 20,
	many: 100,
	most: 1_000,
	perProcess: 40,
	busyProcesses: 3,
	perBusyProcess: 200,
	waitingInMemory: 10_000,
	smsAfterMs: [5_000, 45_000],
	lifeMs: 600_000,
	trigger: { tickMs: 60_000, minutes: 5, lanes: 8 },
	cost: { requests: 1_000, rounds: 9, warmUpRequests: 1_500 },
	growth: {
		waiting: [1, 10, 100, 300, 1_000, 3_000],
		ordersAPoint: 300,
		processes: [1, 2, 4, 8, 16, 32],
		ordersInAll: 128,
		seeds: [1, 2, 3, 4, 5],
	},
};

export const quickSizes: Sizes = {
	few: 2,
	many: 3,
	most: 4,
	perProcess: 2,
	busyProcesses: 2,
	perBusyProcess: 3,
	waitingInMemory: 300,
	smsAfterMs: [1_000, 2_000],
	lifeMs: 8_000,
	trigger: { tickMs: 2_000, minutes: 2, lanes: 2 },
	cost: { requests: 5, rounds: 2, warmUpRequests: 1 },
	growth: { waiting: [1, 120], ordersAPoint: 20, processes: [1, 3], ordersInAll: 12, seeds: [1] },
};
