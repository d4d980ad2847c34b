import { control, ordersOf } from '../place/control.mts';
import type { Address, Place } from '../place/place.mts';
import { aimed, seconds, told } from '../record/figures.mts';
import { quantile } from '../record/measured.mts';
import { onSandbox } from './onSandbox.mts';
import type { Sizes } from './sizes.mts';
import type { Workload } from './workload.mts';

type Scenario = {
	/** When a poll begins; 0: the order is bought while it is watching. */
	pending: number;
	/** Of the pending orders, so many get their SMS in each minute. */
	arriving: number;
	watchSeconds: number;
};

const apps = { arriving: 'whatsapp', staying: 'telegram' };

/** Polls after the last purchase, whose SMS may come late. */
const afterMinutes = 2;

/** Aimed at, for the median from SMS to start. */
const soonMs = 5_000;

/** From the SMS of an order to the start of the workflow by the trigger, with polls of once a minute. */
function triggering(name: string, scenario: Scenario): Workload {
	const { pending, arriving, watchSeconds } = scenario;
	const rate = arriving === 1 ? 'one SMS a minute' : 'ten SMS a minute';
	const isQuiet = pending === 0;
	return {
		name,
		atMostMs: 600_000,
		async run(place, { trigger: pace }) {
			const delayMs: [number, number] = isQuiet
				? [pace.tickMs * 0.05, pace.tickMs * 0.3]
				: [0, pace.tickMs * 0.95];
			const setup = {
				sms: { [apps.arriving]: { delayMs }, [apps.staying]: { delayMs: null } },
				completeAfterMs: null,
			};
			// Triggers of accounts that have nothing to do with each other, so that one run gives many delays.
			const { result, records } = await onSandbox(place, setup, async ({ baseUrl }) => {
				const lanes = Array.from({ length: pace.lanes }, async (_, index) => {
					const address = { baseUrl, key: `ch_lane${index}` };
					await control(address, 'accounts', { key: address.key, balance: 1_000 });
					return await runLane(place, address, scenario, pace);
				});
				return await Promise.all(lanes);
			});
			const started = result.flatMap((lane) => lane.startedIds);
			const delays = result.flatMap((lane) => lane.delaysMs).sort((a, b) => a - b);
			const median = quantile(delays, 0.5);
			const arrived = pace.lanes * pace.minutes * arriving;
			const name = 'SMS to start, median';
			return {
				title: `Trigger, ${watchSeconds ? 'watching' : 'without watching'}, ${pending} pending, ${rate}`,
				figures: [
					told('codes that started a workflow', `${started.length} of ${arrived}`),
					watchSeconds ? aimed(name, median, '<=', soonMs, seconds) : told(name, median, seconds),
					told('SMS to start, 95th percentile', quantile(delays, 0.95), seconds),
					told(
						'requests of a trigger in a minute',
						records.requests.length / (pace.lanes * (pace.minutes + afterMinutes)),
					),
				],
				isCorrect: started.length === arrived && new Set(started).size === arrived,
			};
		},
	};
}

type Lane = { startedIds: number[]; delaysMs: number[] };

async function runLane(
	{ clock }: Place,
	address: Address,
	{ pending, arriving, watchSeconds }: Scenario,
	{ tickMs, minutes }: Sizes['trigger'],
): Promise<Lane> {
	// n8n's engine takes seconds to load, and much of the work does without it.
	const { TriggerHost } = await import('../../support/triggerHost.mts');
	const options = { watchSeconds: Math.min(watchSeconds, (tickMs * 0.92) / 1_000) };
	const host = new TriggerHost(address, { parameters: { options } });
	const startedMs = new Map<number, number>();
	const polls: Array<Promise<void>> = [];
	host.onEvents = (events) => {
		for (const { order_id } of events) startedMs.set(Number(order_id), clock.now());
	};
	const poll = async () => void (await host.poll());
	const buy = async (count: number, projectCode: string) => {
		const order = { projectCode, region: 'ID', key: address.key };
		for (let n = 0; n < count; n++) await control(address, 'orders', order);
	};
	await buy(Math.max(0, pending - arriving), apps.staying);
	await host.activate();
	for (let minute = 0; minute < minutes; minute++) {
		const lateMs = pending === 0 ? Math.random() * tickMs : 0;
		if (lateMs === 0) await buy(arriving, apps.arriving);
		polls.push(poll());
		await clock.sleep(lateMs);
		if (lateMs > 0) await buy(arriving, apps.arriving);
		await clock.sleep(tickMs - lateMs);
	}
	await Promise.all(polls);
	for (let minute = 0; minute < afterMinutes; minute++) {
		polls.push(poll());
		await clock.sleep(tickMs);
	}
	await Promise.all(polls);
	const orders = await ordersOf(address);
	return {
		startedIds: host.events.map((event) => Number(event.order_id)),
		delaysMs: orders.flatMap(({ orderId, receivedAtMs }) => {
			const started = startedMs.get(orderId);
			return started === undefined || receivedAtMs === null ? [] : [started - receivedAtMs];
		}),
	};
}

export const triggerWork: Workload[] = [
	...[1, 20].flatMap((pending) => [
		triggering(`watched-${pending}`, { pending, arriving: 1, watchSeconds: 55 }),
		triggering(`polled-${pending}`, { pending, arriving: 1, watchSeconds: 0 }),
	]),
	triggering('watched-quiet', { pending: 0, arriving: 1, watchSeconds: 55 }),
	triggering('watched-busy', { pending: 20, arriving: 10, watchSeconds: 55 }),
];
