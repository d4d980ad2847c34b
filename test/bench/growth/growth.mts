import { resultOf } from '../place/forked.mts';
import { percent, plain, seconds } from '../record/figures.mts';
import { tableOf } from '../report/table.mts';
import type { Workload } from '../work/workload.mts';
import { growthPicture } from './growthPicture.mts';
import { waitedMs } from './memory.mts';
import type { Growth, Point } from './points.mts';

/** Aimed at, of heap, for an order that waits. */
const aimBytes = 2_000;

/** Every code came out, nobody was refused who has the key alone, the ledgers add up, and memory was measured. */
export function isComplete({ byWaiting, byProcesses, waiting }: Growth): boolean {
	const points = [...byWaiting, ...byProcesses];
	const isWell = ({ codes, wanted, violations }: Point) => codes === wanted && violations === 0;
	return points.every(isWell) && waiting.bytes > 0;
}

export function growthText({ sizes, byWaiting, byProcesses, waiting }: Growth): string {
	const row = (one: Point, singular: string, plural: string) => [
		`${count(one.count)} ${one.count === 1 ? singular : plural}`,
		one.codes === one.wanted ? 'all' : `${one.codes} of ${one.wanted}`,
		plain(one.requestsACode),
		seconds(one.delayMs),
		seconds(one.lateDelayMs),
		percent(one.refusedFirst),
		percent(one.refusedLater),
	];
	return [
		`In virtual time, at the documented limits; the median of ${sizes.seeds.length} runs.`,
		'**Waiting orders** are all in one process. They were bought beforehand, at one request each, and their SMS come at random within five minutes. Each code takes a request, and the limits allow 300 a minute: with 3,000 orders that alone takes ten minutes.',
		`**Processes** share nothing but the key: ${sizes.ordersInAll} orders are divided among them, they all start at the same moment, and none of them knows its share (_Requests per Minute_ of the credential). That is the worst case. Their SMS come 5 to 45 seconds after the purchase.`,
		tableOf(
			[
				...['', 'codes', 'requests a code', 'SMS to answer, median', '95th percentile'],
				...['429 in the first minute', '429 later'],
			],
			[
				...byWaiting.map((one) => row(one, 'waiting order', 'waiting orders')),
				...byProcesses.map((one) => row(one, 'process', 'processes')),
			],
		),
		`**Memory:** ${count(sizes.inMemory)} orders that wait take ${count(waiting.bytes)} bytes each; the target is less than ${count(aimBytes)}${waiting.bytes < aimBytes ? '' : ': missed'}. ${seconds(waitedMs)} of waiting take ${seconds(waiting.cpuMs)} of the processor for all of them.`,
	].join('\n\n');
}

const count = (value: number) => Math.round(value).toLocaleString('en-US');

const picture = 'performance.svg';
const patienceMs = 840_000;

export const growthWork: Workload = {
	name: 'growth',
	atMostMs: 900_000,
	load: 'alone',
	async run(sizes) {
		const args = [JSON.stringify(sizes.growth)];
		const growth = await resultOf<Growth>('growth/growthProcess.mts', args, patienceMs);
		return {
			lead: `![How requests and delays grow with the orders that wait, and with the processes on one key](${picture})`,
			text: growthText(growth),
			pictures: { [picture]: growthPicture(growth) },
			isCorrect: isComplete(growth),
		};
	},
};
