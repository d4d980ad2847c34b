import { measure, medians, quantile } from '../record/measured.mts';
import { WaitingRoom } from './waitingRoom.mts';

/** What becomes of orders whose SMS come. */
export type Arrival = Record<
	| 'waiting'
	| 'codes'
	/** With the purchase, which was made beforehand. */
	| 'requestsACode'
	/** From the SMS to the answer that told its code. */
	| 'delayMs'
	| 'lateDelayMs'
	| 'refused'
	| 'violations',
	number
>;

export type ArrivalJob = {
	waiting: readonly number[];
	withText: boolean;
	withinMs: number;
	ordersAPoint: number;
	seeds: readonly number[];
};

const orderLifeMs = 600_000;
const earliestMs = 5_000;

export async function arrivals(job: ArrivalJob): Promise<Arrival[]> {
	const points: Arrival[] = [];
	for (const waiting of job.waiting) {
		const runs: Arrival[] = [];
		for (const seed of job.seeds) runs.push(await arrivalsOf(job, waiting, seed));
		points.push(medians(runs));
	}
	return points;
}

async function arrivalsOf(
	{ withText, withinMs, ordersAPoint }: ArrivalJob,
	waiting: number,
	seed: number,
): Promise<Arrival> {
	const accounts = Math.ceil(ordersAPoint / waiting);
	const room = new WaitingRoom({ accounts, orders: waiting, orderLifeMs, seed });
	const known = await room.orders();
	room.planSms([Math.min(earliestMs, withinMs), withinMs]);
	const received = await room.clock.run(Promise.all(room.wait(known, withText)));
	const codes = received.filter((one) => one.ok && one.order.code).length;
	const { core } = room;
	const violations = [...core.violations, ...core.control.audit()];
	const delays = room.keys.flatMap((key) => {
		const orders = core.control.orders(key);
		const username = orders[0]?.account;
		const requests = core.requests.filter((one) => one.account === username);
		const work = { wanted: waiting, codes: waiting, byList: !withText };
		return measure({ requests, orders, violations }, work).allSeenMs;
	});
	delays.sort((a, b) => a - b);
	return {
		waiting,
		codes: codes / accounts,
		requestsACode: 1 + core.requests.length / codes,
		delayMs: quantile(delays, 0.5),
		lateDelayMs: quantile(delays, 0.95),
		refused: core.requests.filter((one) => one.status === 429).length,
		violations: violations.length,
	};
}
