import { figures, percent, plain, seconds } from '../record/figures.mts';
import { tableOf } from '../report/table.mts';
import { bestDelayMs, bestLastCodeMs, bestRefused, bestRequests } from './bounds.mts';
import type { Growth } from './growth.mts';
import { smsAfterMs, type Sharing } from './sharing.mts';

/** The growth in tables, as Markdown: each figure, its bound, and how many times the bound it is. */
export function growthSection(growth: Growth): string {
	return [
		'### By waiting orders, in one process',
		modelOfWaiting(growth),
		arrivalTable(growth),
		'### By processes on one key',
		modelOfSharing(growth),
		sharingTable(growth),
	].join('\n\n');
}

function modelOfWaiting({ sizes }: Growth): string {
	return [
		'The engine as it ships, in virtual time, at the documented limits (10 requests in any second, 300 in any minute).',
		`The orders were bought beforehand by somebody else: ${thousands(sizes.waiting.at(-1) ?? 0)} purchases take longer than an order lives (about 3,000 at most can be alive at once). All waits begin at the same moment, like the items of one execution.`,
		`Each SMS comes at a random moment of ${sizes.smsWithinMs / 60_000} minutes; the delay is from the SMS to the answer with the code, and the purchase counts as one request. Median of ${sizes.seeds.length} runs.`,
		'In brackets: the bound, and how many times the bound it is. For the delay, the bound is asking all the time and reading codes in the order of their SMS; no client can reach it and the bound of the requests at once.',
	].join(' ');
}

function arrivalTable({ sizes, withText, withoutText }: Growth): string {
	const cellsOf = (points: Growth['withText'], isWithText: boolean) =>
		points.map((one) => {
			const best = (part: number) => bestDelayMs(one.waiting, part, isWithText, sizes.smsWithinMs);
			return [
				beside(one.requestsACode, bestRequests(one.waiting, isWithText), plain),
				beside(one.delayMs, best(0.5), seconds),
				beside(one.lateDelayMs, best(0.95), seconds),
			];
		});
	const left = cellsOf(withText, true);
	const right = cellsOf(withoutText, false);
	const rows = withText.map(({ waiting, codes }, index) => [
		thousands(waiting),
		codes === waiting && withoutText[index]?.codes === waiting ? 'all' : 'not all',
		...(left[index] ?? []),
		...(right[index] ?? []),
	]);
	const delays = ['delay, median', '95th percentile'];
	const heads = [
		...['requests a code, with text', ...delays],
		...['requests a code, without text', ...delays],
	];
	return tableOf(['waiting', 'codes', ...heads], rows);
}

function modelOfSharing({ sizes }: Growth): string {
	const [soonest, latest] = smsAfterMs;
	return [
		'Processes that share nothing but the key all begin at the same moment, and none of them knows its share (_Requests per Minute_ of the credential): the worst case.',
		`Once ${sizes.ordersInAll} orders are divided among them, once each has ${sizes.ordersEach} of its own. They buy, and an SMS comes ${soonest / 1_000} to ${latest / 1_000} s later. Median of ${sizes.seeds.length} runs; of the codes, the fewest of any run.`,
	].join(' ');
}

function sharingTable({ inAll, each }: Growth): string {
	const alone = inAll[0]?.lastCodeMs ?? NaN;
	const row = (one: Sharing, times: string) => [
		String(one.processes),
		`${one.codes} of ${one.orders}`,
		beside(one.refusedFirst, bestRefused(one.processes), percent),
		percent(one.refusedLater),
		beside(one.requestsACode, bestRequests(one.orders, true), plain),
		percent(one.used),
		beside(one.lastCodeMs, bestLastCodeMs(one.orders, smsAfterMs), seconds),
		times,
		`${seconds(one.delayMs)}, ${seconds(one.lateDelayMs)}`,
	];
	const heads = [
		...['processes', 'codes', '429 in the first minute', '429 later', 'requests a code'],
		...['of the allowed requests', 'first request to last code', 'times as long as one'],
		'delay, median and 95th percentile',
	];
	return tableOf(heads, [
		...inAll.map((one) => row(one, plain(one.lastCodeMs / alone))),
		...each.map((one) => row(one, '')),
	]);
}

function beside(value: number, bound: number, show: (value: number) => string): string {
	const times = bound > 0 ? `; × ${figures(value / bound)}` : '';
	return `${show(value)} (${show(bound)}${times})`;
}

/** A whole number, as English texts write it. */
const thousands = (value: number) => Math.round(value).toLocaleString('en-US');
