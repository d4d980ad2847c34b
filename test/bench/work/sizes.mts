import { fullGrowthSizes, quickGrowthSizes, type GrowthSizes } from '../growth/growth.mts';
import { fullCostSizes, quickCostSizes, type RoundSizes } from '../cost/requestCost.mts';

export type Sizes = {
	few: number;
	many: number;
	most: number;
	/** Orders of each of three processes. */
	perProcess: number;
	perBusyProcess: number;
	waitingInMemory: number;
	/** When an SMS comes. */
	smsAfterMs: [number, number];
	/** How long an order lives that never gets its SMS. */
	lifeMs: number;
	cost: RoundSizes;
	growth: GrowthSizes;
};

export const fullSizes: Sizes = {
	few: 20,
	many: 100,
	most: 1_000,
	perProcess: 40,
	perBusyProcess: 200,
	waitingInMemory: 10_000,
	smsAfterMs: [5_000, 45_000],
	lifeMs: 600_000,
	cost: fullCostSizes,
	growth: fullGrowthSizes,
};

export const quickSizes: Sizes = {
	few: 2,
	many: 3,
	most: 4,
	perProcess: 2,
	perBusyProcess: 3,
	waitingInMemory: 300,
	smsAfterMs: [1_000, 2_000],
	lifeMs: 8_000,
	cost: quickCostSizes,
	growth: quickGrowthSizes,
};
