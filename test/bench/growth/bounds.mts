import { pollDelayMs } from '../../../nodes/GoSms/domain/pollSchedule.ts';

/** What the documented limits allow at best, whoever the client is. */

export const allowedPerMinute = 300;
const allowedPerSecond = 10;
const rowsOfAPage = 100;
const betweenRequestsMs = 60_000 / allowedPerMinute;

export const bestRequestsWithText = 2;

export function pagesOf(waiting: number): number {
	return Math.ceil(waiting / rowsOfAPage);
}

/** A purchase, and a row of a list that is full of codes. */
export function bestRequestsWithoutText(waiting: number): number {
	return 1 + pagesOf(waiting) / waiting;
}

/** What asking for every order by itself comes to, on the vendor's schedule. */
export function oneByOnePerMinute(waiting: number, waitedMs: number): number {
	let looks = 0;
	for (let atMs = pollDelayMs(0); atMs <= waitedMs; atMs += pollDelayMs(atMs)) looks += 1;
	return (waiting * looks * 60_000) / waitedMs;
}

/** Every list as often as the schedule has a single order asked about. */
export function byPagesPerMinute(waiting: number, waitedMs: number): number {
	return Math.min(allowedPerMinute, oneByOnePerMinute(pagesOf(waiting), waitedMs));
}

/**
 * When all that is allowed goes into lists, an SMS is found at a random moment of a reading of all pages.
 *
 * @param part which quantile
 */
export function bestDelayMs(waiting: number, part: number): number {
	return part * pagesOf(waiting) * betweenRequestsMs;
}

/** With the text every code takes a request, and SMS that come faster than these are allowed must queue. */
export function bestDelayWithTextMs(waiting: number, part: number, withinMs: number): number {
	const queueMs = part * (waiting * betweenRequestsMs - withinMs);
	return Math.max(bestDelayMs(waiting, part), queueMs);
}

/** None can know of the others before it has sent its first request, and a second lets ten through. */
export function bestRefused(processes: number): number {
	const refused = Math.max(0, processes - allowedPerSecond);
	return refused / (allowedPerMinute + refused);
}

/** The last of two requests an order, or the slowest SMS. */
export function bestLastCodeMs(orders: number, smsAfterMs: readonly [number, number]): number {
	const before = bestRequestsWithText * orders - 1;
	const ofLastMinute = before % allowedPerMinute;
	const limitsMs =
		((before - ofLastMinute) / allowedPerMinute) * 60_000 +
		(ofLastMinute / allowedPerSecond) * 1_000;
	const [soonest, latest] = smsAfterMs;
	return Math.max(limitsMs, soonest + ((latest - soonest) * orders) / (orders + 1));
}
