import { expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { newVirtualTime } from './sharedClock.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore } from '../sandbox/core/core.mts';
import type { OrderSnapshot } from '../sandbox/core/order.mts';
import { createRandom } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { share } from '../support/length.mts';
import { often } from './process.mts';
import { nextProcess, pollContext } from './triggerRig.mts';

// All of the trigger in virtual time: hours of n8n's life with it, and of an account that others use.

type Life = {
	seed: number;
	hours: number;
	/** Orders an hour, of all clients of the account. */
	orders: number;
	sandbox?: Omit<CoreOptions, 'clock' | 'seed' | 'sms' | 'accounts'>;
	watchSeconds?: number;
	/** How many workflows of one n8n have the trigger. */
	triggers?: number;
	/** Whether a poll can hand events over before its end, as in n8n itself, or only return them. */
	handsOver?: boolean;
	/** How often n8n dies, in the middle of whatever it does: so many times an hour. */
	crashes?: number;
	/** How long it stays away then, at most. */
	awayMs?: number;
	/** How long the trigger is deactivated once, in the middle. */
	pauseMs?: number;
	/** How long it lives on after the last order: long enough for all to come to their end, and for that to be told. */
	afterwardsMs?: number;
};

type Trigger = {
	/** What is on the disk. */
	saved: string;
	data: IDataObject;
	/** What it told, by order. */
	told: Map<number, string[]>;
};

/** Short lives vary more. */
const least = share === 1 ? 0.5 : 0.3;

/** The API shows whole seconds: an order of the very moment of the activation may count as older. */
const slackMs = 3_000;

const minuteMs = 60_000;
const hourMs = 3_600_000;

const sms: CoreOptions['sms'] = {
	whatsapp: { delayMs: [2_000, 60_000] },
	telegram: { delayMs: [1_000, 20_000], completeAfterMs: 200 },
	facebook: { delayMs: [5_000, 30_000], completeAfterMs: 90_000 },
	late: { lastSecond: true },
	never: { delayMs: null },
	cancelled: { delayMs: null, cancelAfterMs: 100_000 },
};
const apps = Object.keys(sms);

const faults = [
	often({ kind: 'dropBefore' }, 0.02),
	often({ kind: 'dropAfter' }, 0.02),
	often({ kind: 'html502' }, 0.02),
	often({ kind: 'error500' }, 0.02),
	often({ kind: 'brokenJson' }, 0.02),
	often({ kind: 'hang' }, 0.002),
	often({ kind: 'rateLimited' }, 0.002),
	{ kind: 'outage', durationMs: 240_000, skip: 900 } as const,
];

async function live(life: Life) {
	const { seed, hours, orders, sandbox, watchSeconds = 45, handsOver, crashes = 0 } = life;
	const { awayMs = 120_000, pauseMs = 0, afterwardsMs = 1_500_000 } = life;
	const clock = newVirtualTime();
	const random = createRandom(seed);
	const core = createCore({
		completeAfterMs: null,
		limits: { perSecond: null, perMinute: null },
		...sandbox,
		clock,
		seed,
		accounts: [{ key: 'ch_sandbox', balance: 1e6 }],
		sms,
	});
	const buyOne = (projectCode = 'whatsapp') =>
		core.control.createAsOther({ projectCode, region: 'ID' });
	const untilMs = clock.now() + hours * hourMs;
	// Orders of before the activation: nobody may hear of them, but of what becomes of the last ones.
	for (let n = 0; n < 10; n++) buyOne();
	await clock.sleepUntilDone(700_000);
	const activatedMs = clock.now();
	const triggers = Array.from({ length: life.triggers ?? 1 }, (): Trigger => {
		return { saved: '{}', data: {}, told: new Map() };
	});
	/** The process that is alive; 0 for none. */
	let alive = 0;

	const save = (trigger: Trigger) => {
		trigger.saved = JSON.stringify(trigger.data);
	};

	const poll = async (trigger: Trigger, mine: number) => {
		const take = (output: INodeExecutionData[][]) => {
			// What a dead process had in hand is gone.
			if (alive !== mine) return;
			save(trigger);
			for (const { json } of output.flat()) {
				const id = Number(json.order_id);
				trigger.told.set(id, [...(trigger.told.get(id) ?? []), String(json.event)]);
			}
		};
		const context = pollContext({
			core,
			clock,
			data: trigger.data,
			processId: mine,
			workflowId: `${mine}/${triggers.indexOf(trigger)}`,
			latencyMs: () => 5 + 40 * random.next(),
			options: { watchSeconds },
			isAlive: () => alive === mine,
			emit: (output) => {
				if (!handsOver) throw new Error('not here');
				take(output);
			},
		});
		const output = await pollOrders(context);
		if (output) take(output);
	};

	const runTrigger = async (trigger: Trigger, endMs: number) => {
		const mine = alive;
		trigger.data = JSON.parse(trigger.saved) as IDataObject;
		await poll(trigger, mine);
		save(trigger);
		while (clock.now() < endMs) {
			const nextMs = Math.ceil((clock.now() + 1) / minuteMs) * minuteMs;
			await clock.sleep(Math.min(nextMs, endMs) - clock.now());
			// n8n's clock does not wait for a poll that takes longer.
			if (clock.now() >= nextMs) void poll(trigger, mine);
		}
	};

	const run = async () => {
		const endMs = untilMs + afterwardsMs;
		let pauseAtMs = pauseMs > 0 ? (clock.now() + untilMs - pauseMs) / 2 : Infinity;
		while (clock.now() < endMs) {
			const diesAtMs = clock.now() + (2 * random.next() * hourMs) / crashes;
			alive = nextProcess();
			const lifeEndMs = Math.min(diesAtMs, pauseAtMs, endMs);
			await Promise.all(triggers.map(async (one) => await runTrigger(one, lifeEndMs)));
			alive = 0;
			if (clock.now() >= pauseAtMs) {
				pauseAtMs = Infinity;
				triggers.forEach(save);
				await clock.sleep(pauseMs);
			} else {
				await clock.sleep(random.next() * awayMs);
			}
		}
	};

	const buy = async () => {
		while (clock.now() <= untilMs) {
			await clock.sleep((2 * random.next() * hourMs) / orders);
			// Now and then many in the same second.
			const count = random.next() < 0.02 ? 1 + Math.floor(random.next() * 120) : 1;
			for (let n = 0; n < count; n++) buyOne(apps[Math.floor(random.next() * apps.length)]);
		}
	};

	await clock.run(Promise.all([run(), buy()]));
	return { orders: core.control.orders(), activatedMs, triggers };
}

/** What has truly happened to an order, in the order of its life. */
function truthOf({ phase }: OrderSnapshot): string[] {
	if (phase === 'pending') return ['created'];
	return phase === 'completed' ? ['created', 'received', phase] : ['created', phase];
}

// Long lives look less often, which is what takes the time of this test. The last one goes on until after the hour for
// which orders that stay pending are followed.
it.each<{ name: string; whole: Life }>`
	name                                                                  | whole
	${'quiet'}                                                            | ${{ seed: 1, hours: 1, orders: 300, handsOver: true }}
	${'one look a minute, the oldest listed first'}                       | ${{ seed: 2, hours: 2, orders: 300, watchSeconds: 0, sandbox: { listOrder: 'oldestFirst' } }}
	${'n8n dies all the time'}                                            | ${{ seed: 3, hours: 2, orders: 300, crashes: 20, handsOver: true }}
	${'deaths and accidents, the oldest listed first'}                    | ${{ seed: 4, hours: 2, orders: 300, crashes: 10, handsOver: true, sandbox: { faults, listOrder: 'oldestFirst' } }}
	${'three triggers, with deaths'}                                      | ${{ seed: 8, hours: 1, orders: 300, crashes: 30, awayMs: 20_000, handsOver: true, triggers: 3 }}
	${'two days without the workflow in the middle, and deaths'}          | ${{ seed: 5, hours: 60, orders: 30, crashes: 2, pauseMs: 2 * 86_400_000, watchSeconds: 10 }}
	${'overdue orders that look cancelled, on a clock ten minutes ahead'} | ${{ seed: 6, handsOver: true, hours: 1, orders: 200, crashes: 6, sandbox: { overdueStatus: 'cancelled', skewMs: 600_000 } }}
	${'overdue orders that stay pending, on a clock ten minutes behind'}  | ${{ seed: 7, hours: 1, orders: 200, crashes: 6, sandbox: { overdueStatus: 'pending', skewMs: -600_000 }, afterwardsMs: 7_200_000 }}
`('every event is told once, in the order of the order’s life: $name', async ({ whole }) => {
	const life = whole.pauseMs ? whole : { ...whole, hours: whole.hours * share };
	const { orders, activatedMs, triggers } = await live(life);
	expect(orders.length).toBeGreaterThan(life.hours * life.orders * least);
	for (const { told } of triggers) {
		const wrong = orders.flatMap((order) => {
			if (Math.abs(order.createdAtMs - activatedMs) < slackMs) return [];
			const expected = order.createdAtMs < activatedMs ? [] : truthOf(order);
			const found = told.get(order.orderId) ?? [];
			return found.join() === expected.join() ? [] : [{ ...order, expected, found }];
		});
		expect(wrong).toEqual([]);
	}
});
