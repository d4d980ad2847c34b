import type { Arrival } from './arriving.mts';
import type { IdleCost } from './idle.mts';
import { runJob } from './jobs.mts';
import type { Sharing } from './sharing.mts';
import type { GrowthSizes } from './sizes.mts';

/** How the costs grow, point by point. Plain data, to be kept as JSON. */
export type Growth = {
	sizes: GrowthSizes;
	/** By waiting orders: SMS that never come, SMS that come. */
	idle: IdleCost[];
	withText: Arrival[];
	withoutText: Arrival[];
	/** By processes: the same orders for more of them, more orders for more of them. */
	inAll: Sharing[];
	each: Sharing[];
};

/**
 * All of it in virtual time, on the documented limits; each part in a process of its own, one after the other, so that
 * none of them takes the processor from another.
 */
export async function measureGrowth(
	sizes: GrowthSizes,
	say: (line: string) => void = () => undefined,
): Promise<Growth> {
	const { waiting, waitedMs, ordersAPoint, processes, ordersInAll, ordersEach, seeds } = sizes;
	const idle: IdleCost[] = [];
	for (const count of waiting) {
		say(`growth: ${count} orders that get no SMS`);
		idle.push(await runJob({ kind: 'idle', waiting: count, waitedMs, ordersAPoint }));
	}
	const arrivals = async (withText: boolean): Promise<Arrival[]> => {
		say(`growth: orders that get their SMS, ${withText ? 'with' : 'without'} the text`);
		const withinMs = sizes.smsWithinMs;
		return await runJob({ kind: 'arriving', withText, waiting, withinMs, ordersAPoint, seeds });
	};
	const withText = await arrivals(true);
	const withoutText = await arrivals(false);
	say('growth: processes that share a key');
	const inAll = await runJob({ kind: 'sharing', processes, ordersInAll, seeds });
	const each = await runJob({ kind: 'sharing', processes, ordersEach, seeds });
	return { sizes, idle, withText, withoutText, inAll, each };
}

/** Every code came out, the limits held where one process was alone, and the ledgers add up. */
export function isComplete({ idle, withText, withoutText, inAll, each }: Growth): boolean {
	return [
		...idle.map((one) => one.refused + one.violations === 0),
		...[...withText, ...withoutText].map(
			(one) => one.codes === one.waiting && one.refused + one.violations === 0,
		),
		...[...inAll, ...each].map((one) => one.codes === one.orders && one.violations === 0),
	].every(Boolean);
}
