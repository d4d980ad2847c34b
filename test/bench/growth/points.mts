import { runCrowd } from '../../simulation/crowd.mts';
import type { Records } from '../place/place.mts';
import { measure, medians, quantile, refusedByMinute, sumOf } from '../record/measured.mts';
import { costOfWaiting } from './memory.mts';
import { WaitingRoom } from './waitingRoom.mts';

export type GrowthSizes = {
	/** How many orders wait in one process, point by point. */
	waiting: readonly number[];
	/** Few orders are measured many times over, until there are so many of them. */
	ordersAPoint: number;
	/** How many processes share a key, point by point, and the orders of all of them together. */
	processes: readonly number[];
	ordersInAll: number;
	/** How many orders wait when it is measured what they take. */
	inMemory: number;
	/** The median of these runs is reported. */
	seeds: readonly number[];
};

export type Point = ReturnType<typeof pointOf>;

export type Growth = Awaited<ReturnType<typeof measureGrowth>>;

/** All of it in virtual time, at the documented limits. */
export async function measureGrowth(sizes: GrowthSizes) {
	const pointsOf = async (
		counts: readonly number[],
		run: (sizes: GrowthSizes, count: number, seed: number) => Promise<Point>,
	) => {
		const points: Point[] = [];
		for (const count of counts) {
			const runs: Point[] = [];
			for (const seed of sizes.seeds) runs.push(await run(sizes, count, seed));
			points.push(medians(runs));
		}
		return points;
	};
	return {
		sizes,
		// Before the rest leaves its garbage.
		waiting: await costOfWaiting(sizes.inMemory),
		byWaiting: await pointsOf(sizes.waiting, wait),
		byProcesses: await pointsOf(sizes.processes, share),
	};
}

async function wait({ ordersAPoint }: GrowthSizes, orders: number, seed: number): Promise<Point> {
	const accounts = Math.ceil(ordersAPoint / orders);
	const smsAfterMs: [number, number] = [5_000, 300_000];
	const room = new WaitingRoom({ accounts, orders, orderLifeMs: 600_000, smsAfterMs, seed });
	const received = await room.clock.run(Promise.all(room.wait(await room.orders())));
	const codes = received.filter((one) => one.ok && one.order.code).length;
	const { requests, violations, control } = room.core;
	const all = [...violations, ...control.audit()];
	const records = { requests, orders: control.orders(), violations: all };
	const point = pointOf(orders, records, accounts * orders, codes);
	const refused = requests.filter(({ status }) => status === 429).length;
	return {
		...point,
		requestsACode: 1 + point.requestsACode,
		// Nobody else uses the key, so nothing may be refused.
		violations: point.violations + refused,
	};
}

async function share({ ordersInAll }: GrowthSizes, processes: number, seed: number) {
	const orders = Math.ceil(ordersInAll / processes);
	const { records, codes } = await runCrowd({ seed, processes, orders });
	return pointOf(processes, records, processes * orders, codes);
}

/** What becomes of so many waiting orders, or of so many processes. */
function pointOf(count: number, records: Records, wanted: number, codes: number) {
	const { requests, allSeenMs, violations } = measure(records, { wanted, codes });
	const minutes = refusedByMinute(records);
	return {
		...{ count, wanted, codes },
		/** The purchase counts too. */
		requestsACode: requests / codes,
		/** From the SMS to the answer with the code. */
		delayMs: quantile(allSeenMs, 0.5),
		lateDelayMs: quantile(allSeenMs, 0.95),
		/** Parts of the requests that are answered 429, in the first minute and later. */
		refusedFirst: sumOf(minutes.slice(0, 1)).part,
		refusedLater: sumOf(minutes.slice(1)).part,
		violations: violations.length,
	};
}
