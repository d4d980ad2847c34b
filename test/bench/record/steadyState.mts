import type { Records } from '../place/place.mts';
import { whenSeen } from './seen.mts';

const allowedPerMinute = 300;

/**
 * A stretch of the work in which purchases, codes and polling all want requests. After the first minute, when orders of all ages wait, as many whole minutes as there are until the last purchase: the
 * limits let through bursts, so a part of a minute may hold any part of its requests. All of it when there is none.
 */
export function steadyState(records: Records, byList: boolean) {
	const { requests, orders } = records;
	const startMs = requests[0]?.atMs ?? 0;
	const lastMs = Math.max(startMs + 1, ...orders.map((order) => order.createdAtMs));
	const wholeMinutes = Math.floor((lastMs - startMs) / 60_000) - 1;
	const fromMs = wholeMinutes > 0 ? startMs + 60_000 : startMs;
	const untilMs = wholeMinutes > 0 ? fromMs + wholeMinutes * 60_000 : lastMs;
	const minutes = (untilMs - fromMs) / 60_000;
	const isWithin = (atMs: number) => atMs > fromMs && atMs <= untilMs;

	const within = requests.filter((one) => isWithin(one.atMs));
	const seen = whenSeen(records, byList);
	const codes = [...seen.values()].filter(isWithin).length;
	const telling = within.filter(
		(one) => one.endpoint === 'order' && seen.get(one.orderId ?? 0) === one.atMs,
	).length;
	const bought = orders.filter((order) => isWithin(order.createdAtMs)).length;
	return {
		minutes,
		codesAMinute: codes / minutes,
		/** Part of the 300 requests a minute. */
		used: within.length / (allowedPerMinute * minutes),
		/** Part of the requests that neither bought nor told of a code. */
		polling: (within.length - bought - telling) / within.length,
	};
}
