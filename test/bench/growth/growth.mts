import { resultOf } from '../place/forked.mts';
import type { Workload } from '../work/workload.mts';
import type { Arrival } from './arriving.mts';
import { growthPlot } from './growthPlot.mts';
import { growthSection } from './growthSection.mts';
import type { Jobs } from './jobProcess.mts';
import type { Sharing } from './sharing.mts';

export type GrowthSizes = {
	/** How many orders wait in one process, point by point. */
	waiting: readonly number[];
	/** Few orders are measured many times over, until there are so many of them. */
	ordersAPoint: number;
	/** SMS come at random within this time. */
	smsWithinMs: number;
	/** How many processes share a key, point by point. */
	processes: readonly number[];
	/** Of all processes together, and of each. */
	ordersInAll: number;
	ordersEach: number;
	/** Of these, the median is told. */
	seeds: readonly number[];
};

/** How the costs grow, point by point. */
export type Growth = {
	sizes: GrowthSizes;
	/** By waiting orders. */
	withText: Arrival[];
	withoutText: Arrival[];
	/** By processes: the same orders for more of them, more orders for more of them. */
	inAll: Sharing[];
	each: Sharing[];
};

export const fullGrowthSizes: GrowthSizes = {
	waiting: [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000],
	ordersAPoint: 300,
	smsWithinMs: 300_000,
	processes: [1, 2, 4, 8, 16, 32],
	ordersInAll: 128,
	ordersEach: 16,
	seeds: [1, 2, 3, 4, 5],
};

export const quickGrowthSizes: GrowthSizes = {
	waiting: [1, 10, 120],
	ordersAPoint: 20,
	smsWithinMs: 30_000,
	processes: [1, 3],
	ordersInAll: 12,
	ordersEach: 4,
	seeds: [1],
};

const patienceMs = 600_000;

/** In a process of its own, which ends with it. */
export async function runJob<Kind extends keyof Jobs>(
	kind: Kind,
	job: Parameters<Jobs[Kind]>[0],
): Promise<Awaited<ReturnType<Jobs[Kind]>>> {
	const args = [kind, JSON.stringify(job)];
	return await resultOf<Awaited<ReturnType<Jobs[Kind]>>>('growth/jobProcess.mts', args, patienceMs);
}

/** All of it in virtual time, on the documented limits; one part after the other. */
export async function measureGrowth(sizes: GrowthSizes): Promise<Growth> {
	const { waiting, ordersAPoint, processes, ordersInAll, ordersEach, seeds } = sizes;
	const arriving = async (withText: boolean) => {
		const withinMs = sizes.smsWithinMs;
		return await runJob('arrivals', { withText, waiting, withinMs, ordersAPoint, seeds });
	};
	const sharing = async (eachOf: (count: number) => number) => {
		const points = processes.map((count) => ({ processes: count, each: eachOf(count) }));
		return await runJob('sharings', { points, seeds });
	};
	return {
		sizes,
		withText: await arriving(true),
		withoutText: await arriving(false),
		inAll: await sharing((count) => Math.ceil(ordersInAll / count)),
		each: await sharing(() => ordersEach),
	};
}

/** Every code came out, the limits held where one process was alone, and the ledgers add up. */
export function isComplete({ withText, withoutText, inAll, each }: Growth): boolean {
	return [
		...[...withText, ...withoutText].map(
			(one) => one.codes === one.waiting && one.refused + one.violations === 0,
		),
		...[...inAll, ...each].map((one) => one.codes === one.orders && one.violations === 0),
	].every(Boolean);
}

const plot = 'performance.svg';

export const growthWork: Workload = {
	name: 'growth',
	atMostMs: 900_000,
	load: 'alone',
	async run(_place, sizes) {
		const found = await measureGrowth(sizes.growth);
		return {
			title: 'Growth, in virtual time',
			figures: [],
			lead: `![How requests and delays grow with the orders that wait, and refusals and time with the processes on one key](${plot})`,
			text: growthSection(found),
			pictures: { [plot]: growthPlot(found) },
			isCorrect: isComplete(found),
		};
	},
};
