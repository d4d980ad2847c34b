import { TriggerHost } from '../../support/triggerHost.mts';
import { control, ordersOf } from '../place/control.mts';
import type { Address, BenchSandbox, Place } from '../place/place.mts';
import { quantile } from '../record/measured.mts';
import { atMost, plain, seconds, told } from '../record/wording.mts';
import { onSandbox } from './onSandbox.mts';
import type { Sizes } from './sizes.mts';
import type { Workload } from './workload.mts';

/** A poll for every minute, as n8n does it; scaled down for the smoke test. */
type Pace = { tickMs: number; minutes: number; lanes: number };

type Scenario = {
	name: string;
	title: string;
	pending: number;
	/** Of the pending orders, so many get their SMS in each minute. */
	arriving: number;
	watchSeconds: number;
	/** Aimed at, for the median from SMS to start. */
	mostMs?: number;
};

const apps = { arriving: 'whatsapp', staying: 'telegram' };

/** From the SMS of an order to the start of the workflow by the trigger, with polls of once a minute. */
function triggering(scenario: Scenario): Workload {
	return {
		name: scenario.name,
		atMostMs: 600_000,
		async run(place, sizes) {
			const pace = paceOf(sizes);
			const setup = {
				sms: {
					[apps.arriving]: { delayMs: [0, pace.tickMs * 0.95] as [number, number] },
					[apps.staying]: { delayMs: null },
				},
				completeAfterMs: null,
			};
			const { result, records } = await onSandbox(
				place,
				setup,
				async (sandbox) => await runLanes(place, sandbox, scenario, pace),
			);
			const started = result.flatMap((lane) => lane.startedIds);
			const delays = result.flatMap((lane) => lane.delaysMs).sort((a, b) => a - b);
			const median = quantile(delays, 0.5);
			const arrived = result.reduce((sum, lane) => sum + lane.bought, 0);
			return {
				title: `Trigger, ${scenario.title}`,
				figures: [
					told('codes that started a workflow', `${started.length} of ${arrived}`),
					scenario.mostMs
						? atMost('SMS to start, median', median, scenario.mostMs, seconds)
						: told('SMS to start, median', median, seconds),
					told('SMS to start, 95th percentile', quantile(delays, 0.95), seconds),
					told(
						'requests of a trigger in a minute',
						records.requests.length / (pace.lanes * pace.minutes),
						plain,
					),
				],
				isCorrect: started.length === arrived && new Set(started).size === arrived,
			};
		},
	};
}

function paceOf({ lifeMs, most }: Sizes): Pace {
	return lifeMs >= 600_000
		? { tickMs: 60_000, minutes: 5, lanes: 8 }
		: { tickMs: lifeMs / 4, minutes: 2, lanes: Math.min(2, most) };
}

type Lane = { bought: number; startedIds: number[]; delaysMs: number[] };

/** Triggers of accounts that have nothing to do with each other, so that one run gives many delays. */
async function runLanes(
	place: Place,
	sandbox: BenchSandbox,
	scenario: Scenario,
	pace: Pace,
): Promise<Lane[]> {
	const lanes = Array.from({ length: pace.lanes }, async (_, index) => {
		const address = { baseUrl: sandbox.baseUrl, key: `ch_lane${index}` };
		await control(address, 'accounts', { key: address.key, balance: 1_000 });
		return await runLane(place, address, scenario, pace);
	});
	return await Promise.all(lanes);
}

async function runLane(
	{ clock }: Place,
	address: Address,
	{ pending, arriving, watchSeconds }: Scenario,
	{ tickMs, minutes }: Pace,
): Promise<Lane> {
	const seconds = Math.min(watchSeconds, (tickMs * 0.75) / 1_000);
	const parameters = { options: { watchSeconds: seconds } };
	const host = new TriggerHost(address, { parameters });
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
	await buy(pending - arriving, apps.staying);
	await host.activate();
	for (let minute = 0; minute < minutes; minute++) {
		// The order is there when the poll begins; its SMS comes at any moment until the next.
		await buy(arriving, apps.arriving);
		polls.push(poll());
		await clock.sleep(tickMs);
	}
	await Promise.all(polls);
	await poll();
	const orders = await ordersOf(address);
	return {
		bought: minutes * arriving,
		startedIds: host.events.map((event) => Number(event.order_id)),
		delaysMs: orders.flatMap(({ orderId, receivedAtMs }) => {
			const started = startedMs.get(orderId);
			return started === undefined || receivedAtMs === null ? [] : [started - receivedAtMs];
		}),
	};
}

const soonMs = 5_000;

export const triggerWork: Workload[] = [1, 5, 20].flatMap((pending) => [
	triggering({
		name: `watched-${pending}`,
		title: `watching, ${pending} pending, one SMS a minute`,
		pending,
		arriving: 1,
		watchSeconds: 45,
		mostMs: soonMs,
	}),
	triggering({
		name: `polled-${pending}`,
		title: `without watching, ${pending} pending, one SMS a minute`,
		pending,
		arriving: 1,
		watchSeconds: 0,
	}),
]);

triggerWork.push(
	triggering({
		name: 'watched-busy',
		title: 'watching, 20 pending, ten SMS a minute',
		pending: 20,
		arriving: 10,
		watchSeconds: 45,
		mostMs: soonMs,
	}),
);
