import { expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { newVirtualTime } from './sharedClock.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore } from '../sandbox/core/core.mts';
import { createRandom } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { activeTrigger, nextProcess, pollContext } from './triggerRig.mts';

// n8n's durable pollers: each poll has a copy of the stored cursor, which is committed together with the execution that
// it starts, or after it; never after the poll at activation, and never once its lease has passed.

type Chances = {
	seed: number;
	/** Of a kill in the middle of a poll, and of a lease that passes in it. */
	kill?: number;
	lease?: number;
	/** Of a poll whose cursor was read before the poll in front of it had stored its own. */
	early?: number;
	/** How many mains take turns. */
	mains?: number;
};

const minutes = 90;

const sms: CoreOptions['sms'] = {
	whatsapp: { delayMs: [2_000, 60_000] },
	never: { delayMs: null },
	cancelled: { delayMs: null, cancelAfterMs: 100_000 },
};
const apps = Object.keys(sms);

async function live({ seed, kill = 0, lease = 0, early = 0, mains = 1 }: Chances) {
	const clock = newVirtualTime();
	const random = createRandom(seed);
	const core = createCore({
		clock,
		seed,
		accounts: [{ key: 'ch_sandbox', balance: 1e6 }],
		completeAfterMs: 70_000,
		sms,
	});
	let stored = '{}';
	let before = stored;
	// A process that has just begun finds what is stored.
	let isNew = true;
	const events: string[] = [];
	const processes = Array.from({ length: mains }, nextProcess);
	const poll = async (main: number, isActivation: boolean) => {
		const isEarly = !isActivation && !isNew && random.next() < early;
		const given = isEarly ? before : stored;
		const data = JSON.parse(given) as IDataObject;
		before = stored;
		const untilMs = clock.now() + 48_000;
		const diesMs = random.next() < kill ? clock.now() + random.next() * 48_000 : Infinity;
		const lostMs = random.next() < lease ? clock.now() + random.next() * 48_000 : untilMs + 12_000;
		const commit = (output: INodeExecutionData[][] | null) => {
			if (clock.now() >= Math.min(diesMs, lostMs)) return;
			if (!output && (isActivation || JSON.stringify(data) === given)) return;
			stored = JSON.stringify(data);
			for (const { json } of output?.flat() ?? []) events.push(`${json.event} ${json.order_id}`);
		};
		const processId = processes[main] ?? 0;
		const isAlive = () => clock.now() < diesMs;
		const setup = { core, clock, data, processId, isAlive, emit: commit, budgetMs: 48_000 };
		const polled = pollOrders(pollContext(setup)).then(commit);
		await Promise.race([polled, clock.sleep(Math.max(0, diesMs - clock.now()))]);
		isNew = !isAlive();
		// A new process remembers nothing.
		if (isNew) processes[main] = nextProcess();
		expect(clock.now()).toBeLessThanOrEqual(untilMs);
	};
	const work = async () => {
		await poll(0, true);
		for (let minute = 0; minute < minutes; minute++) {
			const nextMs = clock.now() + 60_000;
			if (minute < minutes - 25) {
				for (let n = Math.floor(random.next() * 4); n > 0; n--) {
					const projectCode = apps[Math.floor(random.next() * 3)] ?? '';
					const buy = () => core.control.createAsOther({ projectCode, region: 'ID' });
					void clock.sleep(random.next() * 59_000).then(buy);
				}
			}
			await poll(minute % mains, false);
			await clock.sleep(nextMs - clock.now());
		}
	};
	await clock.run(work());
	return { core, events };
}

it.each<[string, Chances]>([
	['without accidents', { seed: 1 }],
	['in which every third poll is killed', { seed: 2, kill: 0.33 }],
	['in which every third poll loses its lease', { seed: 3, lease: 0.33 }],
	['in which every third cursor is read too early', { seed: 5, early: 0.33 }],
	['of deaths and cursors that are read too early', { seed: 6, kill: 0.3, early: 0.3 }],
	['in which two mains take turns, and die', { seed: 4, kill: 0.2, lease: 0.1, mains: 2 }],
])('an hour of durable polls %s tells every event once', async (_name, chances) => {
	const { core, events } = await live(chances);
	const truth = core.control.orders().flatMap(({ orderId, phase }) => {
		const life = phase === 'completed' ? ['received', 'completed'] : [phase];
		return ['created', ...life].map((event) => `${event} ${orderId}`);
	});
	expect(truth.length).toBeGreaterThan(100);
	expect(events.sort()).toEqual(truth.sort());
});

it('no poll is skipped after one that failed', async () => {
	const { all, poll } = await activeTrigger({}, { options: { watchSeconds: 0 } });
	const stored = JSON.stringify(all.data);
	const body = JSON.stringify({ error: 'API Key 无效', code: 'INVALID_API_KEY' });
	all.deviate = (answer) => ({ ...answer, statusCode: 401, body });
	for (let n = 0; n < 3; n++) {
		all.data = JSON.parse(stored) as IDataObject;
		await expect(poll()).rejects.toThrow(/key/);
	}
});

it('an order that is bought and delivered between the activation and the first scheduled poll is told', async () => {
	const trigger = await activeTrigger({}, { options: { watchSeconds: 0 } });
	const { all, core, poll, buy, names } = trigger;
	// What the activation noted is not kept.
	all.data = {};
	const id = buy();
	core.control.deliver(id, {});
	await poll();
	expect(names()).toEqual([`created ${id}`, `received ${id}`]);
});
