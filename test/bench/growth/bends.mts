import { percent, plain, seconds } from '../record/wording.mts';
import { allowedPerMinute, bestRequestsWithText, pagesOf } from './bounds.mts';
import { thousands } from './thousands.mts';
import type { Growth } from './measureGrowth.mts';

/** Why the curves bend where they do: each was found by changing what is named here, and seeing the bend move. */

export function bendsByWaiting({ sizes, idle, withText, withoutText }: Growth): string[] {
	const within = sizes.smsWithinMs;
	const fullAt = (within / 60_000) * allowedPerMinute;
	return [
		...ofWaiting(idle, 3, 10, (few, many) => [
			`**3 to 10, requests a minute ${plain(few.requestsPerMinute)} to ${plain(many.requestsPerMinute)}.** A single order is looked up by itself. From two on, one list answers for all on the same schedule, so two or three cost no more than one. From five on, the list is read every 2.5 s: this costs each order less than its own schedule would, and brings the median delay from ${delayOf(withText, 3)} to ${delayOf(withText, 10)}.`,
		]),
		...ofWaiting(idle, 100, 300, (one, three) => [
			`**100 to 300, ${plain(one.requestsPerMinute)} to ${plain(three.requestsPerMinute)} a minute.** A page of the list has 100 rows: up to there, more orders cost nothing. With ${pagesOf(300)} pages the list is read less often, so that these extra readings stay below 36 requests a minute, and the median delay goes from ${delayOf(withText, 100)} to ${delayOf(withText, 300)}.`,
		]),
		...ofWaiting(idle, 300, 1_000, (_few, many) => [
			`**From 1,000 on, ${plain(many.requestsPerMinute)} a minute and rising.** Now the vendor's schedule, which asks about every order every 10 s, needs the ${pagesOf(1_000)} pages more often than that: the requests grow with the pages, but stay below their bound, because reading many pages takes time too.`,
		]),
		...ofWaiting(idle, 3_000, 10_000, (_few, many) => [
			`**10,000, ${plain(many.requestsPerMinute)} a minute.** The limit: ${pagesOf(10_000)} pages take ${pagesOf(10_000) / 5} s even when nothing else is sent. Codes and purchases still go first; only the reading becomes slower.`,
		]),
		...ofWaiting(withText, 1, 100, (one, hundred) => [
			`**Requests a code, ${plain(one.requestsACode)} for one order, ${plain(hundred.requestsACode)} for a hundred.** More codes share the same readings, which are many because the SMS take minutes. With the text each code needs its own look, so the curve ends at ${bestRequestsWithText}.`,
		]),
		...ofWaiting(withoutText, 100, 1_000, (hundred, thousand) => [
			`**Without the text, ${plain(hundred.requestsACode)} at 100, ${plain(thousand.requestsACode)} at 1,000.** Above 100 orders the pages grow with the codes, so the curve is nearly flat: each round reads the newest orders, then the pending ones, then older orders that are no longer pending.`,
		]),
		...ofWaiting(withoutText, 1_000, 10_000, (_thousand, most) => [
			`**Without the text, ${plain(most.requestsACode)} at 10,000.** Long readings, and finally the limit, make the rounds rarer, so each finds more codes, at the price of the delay (${seconds(most.delayMs)} in the median).`,
		]),
		...ofWaiting(withText, 1_000, 3_000, (before, after) => [
			`**Delay with the text, ${seconds(before.delayMs)} at 1,000, ${seconds(after.delayMs)} at 3,000.** ${thousands(fullAt)} codes are all that ${plain(within / 60_000)} minutes have requests for. Beyond that, codes queue, and the bound bends at the same place. The distance to the bound is mostly every tenth turn, which goes to the lists so that nobody starves. Without the text one request brings many codes, and there is no such bend.`,
		]),
		...ofWaiting(withText, 10, 100, (few, many) => [
			`**95th percentile, ${seconds(few.lateDelayMs)} at 10, ${seconds(many.lateDelayMs)} at 100.** When fewer than five are left, they are back on the vendor's schedule, with 10 s between looks: nearly half of ten, hardly any of a hundred.`,
		]),
		...ofWaiting(idle, 3, 10, (three, ten) => [
			`**Processor, ${plain(three.cpuMs)} ms at 3, ${plain(ten.cpuMs)} ms at 10** for each order: the list is read three times as often. From there on, more and more orders share a request, until only the handling of each row is left; nothing grows faster than the orders.`,
		]),
		...ofWaiting(idle, 1, 1_000, (one, many) => [
			`**Memory, ${thousands(one.bytes)} bytes for one, ${thousands(many.bytes)} for each of 1,000.** The limiter, the watcher and the session of the first order are about ${plain(Math.round((one.bytes - many.bytes) / 100) / 10)} kB, which further orders share; the rest is the wait itself and the order's data. A request on its way takes about 11 kB more, and a list being read keeps its rows: up to a fifth, depending on the moment.`,
		]),
	];
}

export function bendsByProcesses({ inAll, each }: Growth): string[] {
	return [
		...growing(inAll, (first, last) => [
			`**Answers 429.** Every process begins as if the key were its own, and learns of the others only by refusals. A pause after a refusal halves its share at most, or quarters it after several, and from the whole key to 1/${last.processes} of it are ${plain(Math.log2(last.processes))} halvings, for each of ${last.processes} processes: the refusals grow as n log n (${inAll.map((one) => `${one.refused} of ${one.processes}`).join(', ')}). After the first minute fewer are refused (${[inAll, each].map((points) => percent(points.at(-1)?.refusedLater ?? NaN)).join(' and ')} with ${last.processes}).`,
			`**Requests a code, ${plain(first.requestsACode)} alone, ${plain(last.requestsACode)} with ${last.processes}**, of the same orders: apart from the ${last.refused} refusals, each process reads lists for its own orders, ${last.lists} instead of ${first.lists}, refused ones among them. With ${each.at(-1)?.orders ?? NaN} orders, as many refusals are shared by more codes: ${plain(each.at(-1)?.requestsACode ?? NaN)} requests for each.`,
		]),
		...ofProcesses(inAll, 1, 2, (one, two) => [
			`**1 to 2, last code after ${seconds(one.lastCodeMs)} and ${seconds(two.lastCodeMs)}.** One process needs ${plain(one.requestsACode * one.orders)} requests, which fit into a minute; two need ${plain(two.requestsACode * two.orders)} with their refusals and a second set of lists. Beyond ${allowedPerMinute}, somebody waits for the next minute, or is refused and pauses for 5 to 10 s.`,
		]),
		...ofProcesses(each, 4, 8, (four, eight) => [
			`**4 to 8 with their own orders, ${seconds(four.lastCodeMs)} and ${seconds(eight.lastCodeMs)}.** The same bend: ${plain(four.requestsACode * four.orders)} requests fit into a minute, ${plain(eight.requestsACode * eight.orders)} do not.`,
		]),
		...growing(inAll, (_first, last) => {
			const shared = inAll.filter((one) => one.processes > 2);
			const times = shared.map((one) => one.lastCodeMs);
			return [
				`**More processes, ${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}, in no clear order.** One pause more or less of the last process decides, so single runs differ up to twofold. After refusals a share grows back slowly, by a third of itself and a twentieth of the key each minute: ${last.processes} processes leave ${plain(Math.round(100 * (1 - last.used)))} % of the allowed requests unused until the last code. Faster growth saves up to a third of the time, but brings more refusals.`,
			];
		}),
	];
}

type Waiting = { waiting: number };
type Processes = { processes: number };

/** What is said of two points, when both were measured. */
function ofWaiting<T extends Waiting>(
	points: readonly T[],
	low: number,
	high: number,
	tell: (before: T, after: T) => string[],
): string[] {
	const of = (count: number) => points.find((one) => one.waiting === count);
	return told(of(low), of(high), tell);
}

function ofProcesses<T extends Processes>(
	points: readonly T[],
	low: number,
	high: number,
	tell: (before: T, after: T) => string[],
): string[] {
	const of = (count: number) => points.find((one) => one.processes === count);
	return told(of(low), of(high), tell);
}

function growing<T extends Processes>(
	points: readonly T[],
	tell: (first: T, last: T) => string[],
): string[] {
	return points.some((one) => one.processes > 2) ? told(points[0], points.at(-1), tell) : [];
}

function told<T>(
	before: T | undefined,
	after: T | undefined,
	tell: (before: T, after: T) => string[],
): string[] {
	return before === undefined || after === undefined ? [] : tell(before, after);
}

function delayOf(points: Growth['withText'], waiting: number): string {
	return seconds(points.find((one) => one.waiting === waiting)?.delayMs ?? NaN);
}
