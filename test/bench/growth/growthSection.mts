import { percent, plain, seconds } from '../record/wording.mts';
import type { Arrival } from './arriving.mts';
import { bendsByProcesses, bendsByWaiting } from './bends.mts';
import {
	allowedPerMinute,
	bestDelayMs,
	bestDelayWithTextMs,
	bestLastCodeMs,
	bestRefused,
	bestRequestsWithoutText,
	bestRequestsWithText,
	byPagesPerMinute,
} from './bounds.mts';
import type { Growth } from './measureGrowth.mts';
import { thousands } from './thousands.mts';
import { smsAfterMs, type Sharing } from './sharing.mts';

/** The growth in words and tables, as Markdown: each figure, its bound, and how many times the bound it is. */
export function growthSection(growth: Growth): string {
	return [
		'### By waiting orders, in one process',
		modelOfWaiting(growth),
		idleTable(growth),
		arrivalTable(growth),
		'Where the curves bend, and why:',
		bendsByWaiting(growth)
			.map((one) => `- ${one}`)
			.join('\n'),
		'### By processes on one key',
		modelOfSharing(growth),
		sharingTable(growth),
		'Where the curves bend, and why:',
		bendsByProcesses(growth)
			.map((one) => `- ${one}`)
			.join('\n'),
		'',
	].join('\n\n');
}

function modelOfWaiting({ sizes }: Growth): string {
	const within = minutes(sizes.smsWithinMs);
	return [
		'The engine as it ships, in virtual time, at the documented limits (10 requests in any second, 300 in any minute).',
		`The orders were bought beforehand by somebody else: ${thousands(sizes.waiting.at(-1) ?? 0)} purchases take longer than an order lives (about 3,000 at most can be alive at once). All waits begin at the same moment, like the items of one execution.`,
		`In the first table no SMS comes for ${minutes(sizes.waitedMs)} (the life of an order, without its end). In the second, each comes at a random moment of ${within}; the delay is from the SMS to the answer with the code, and the purchase counts as one request. Median of ${sizes.seeds.length} runs.`,
		'Processor and memory are those of this node and of the virtual clock and network, without the sandbox’s own work, n8n and TLS. In brackets: the bound, and how many times the bound it is. For polling, the bound is the vendor’s schedule if a list of 100 orders costs one request and no time; for the delay, asking all the time and reading codes in the order of their SMS. No client can reach both bounds at once.',
	].join(' ');
}

function idleTable({ sizes, idle }: Growth): string {
	const rows = idle.map((one) => [
		thousands(one.waiting),
		beside(one.requestsPerMinute, byPagesPerMinute(one.waiting, sizes.waitedMs), figures),
		percent(one.requestsPerMinute / allowedPerMinute),
		`${figures(one.cpuMs)} ms`,
		percent((one.cpuMs * one.waiting) / 60_000),
		beside(one.bytes, one.dataBytes, thousands),
	]);
	return table(
		[
			'waiting',
			'requests a minute (each list on the vendor’s schedule)',
			'of the 300',
			'processor for each order and minute',
			'of one core, all of them',
			'bytes for each (its own data)',
		],
		rows,
	);
}

function arrivalTable({ sizes, withText, withoutText }: Growth): string {
	const within = sizes.smsWithinMs;
	const rows = withText.map((one, index) => {
		const other = withoutText[index];
		return [
			thousands(one.waiting),
			codesOf(one, other),
			beside(one.requestsACode, bestRequestsWithText, plain),
			beside(one.delayMs, bestDelayWithTextMs(one.waiting, 0.5, within), seconds),
			beside(one.lateDelayMs, bestDelayWithTextMs(one.waiting, 0.95, within), seconds),
			...(other
				? [
						beside(other.requestsACode, bestRequestsWithoutText(one.waiting), plain),
						beside(other.delayMs, bestDelayMs(one.waiting, 0.5), seconds),
						beside(other.lateDelayMs, bestDelayMs(one.waiting, 0.95), seconds),
					]
				: []),
		];
	});
	return table(
		[
			'waiting',
			'codes',
			'requests a code, with text',
			'delay, median',
			'95th percentile',
			'requests a code, without text',
			'delay, median',
			'95th percentile',
		],
		rows,
	);
}

function codesOf(...points: Array<Arrival | undefined>): string {
	const parts = points.flatMap((one) => (one ? [one.codes / one.waiting] : []));
	return Math.min(...parts) === 1 ? 'all' : percent(Math.min(...parts));
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
		beside(one.requestsACode, bestRequestsWithText, plain),
		percent(one.used),
		beside(one.lastCodeMs, bestLastCodeMs(one.orders, smsAfterMs), seconds),
		times,
		`${seconds(one.delayMs)}, ${seconds(one.lateDelayMs)}`,
	];
	return table(
		[
			'processes',
			'codes',
			'429 in the first minute',
			'429 later',
			'requests a code',
			'of the allowed requests',
			'first request to last code',
			'times as long as one',
			'delay, median and 95th percentile',
		],
		[
			...inAll.map((one) => row(one, plain(one.lastCodeMs / alone))),
			...each.map((one) => row(one, '')),
		],
	);
}

function beside(value: number, bound: number, show: (value: number) => string): string {
	const times = bound > 0 ? `; × ${figures(value / bound)}` : '';
	return `${show(value)} (${show(bound)}${times})`;
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function figures(value: number): string {
	return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

function minutes(ms: number): string {
	return `${ms / 60_000} minutes`;
}
