/** What the documented limits allow at best, whoever the client is. */

const allowedPerMinute = 300;
const allowedPerSecond = 10;
const rowsOfAPage = 100;
const betweenRequestsMs = 60_000 / allowedPerMinute;

const pagesOf = (waiting: number) => Math.ceil(waiting / rowsOfAPage);

/** The purchase, and with the text a look at each order; without it a row of a list that is full of codes. */
export function bestRequests(waiting: number, withText: boolean): number {
	return withText ? 2 : 1 + pagesOf(waiting) / waiting;
}

/**
 * When all that is allowed goes into lists, an SMS is found at a random moment of a reading of all pages. With the text
 * every code takes a request, and SMS that come faster than these are allowed must queue.
 *
 * @param part which quantile
 */
export function bestDelayMs(
	waiting: number,
	part: number,
	withText: boolean,
	withinMs: number,
): number {
	const listMs = part * pagesOf(waiting) * betweenRequestsMs;
	const queueMs = part * (waiting * betweenRequestsMs - withinMs);
	return withText ? Math.max(listMs, queueMs) : listMs;
}

/** None can know of the others before it has sent its first request, and a second lets ten through. */
export function bestRefused(processes: number): number {
	const refused = Math.max(0, processes - allowedPerSecond);
	return refused / (allowedPerMinute + refused);
}

/** The last of two requests an order, or the slowest SMS. */
export function bestLastCodeMs(orders: number, smsAfterMs: readonly [number, number]): number {
	const before = bestRequests(orders, true) * orders - 1;
	const inLastMinute = before % allowedPerMinute;
	const limitsMs =
		((before - inLastMinute) / allowedPerMinute) * 60_000 +
		(inLastMinute / allowedPerSecond) * 1_000;
	const [soonest, latest] = smsAfterMs;
	return Math.max(limitsMs, soonest + ((latest - soonest) * orders) / (orders + 1));
}
