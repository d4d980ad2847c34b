import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type * as PollOrders from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore } from '../sandbox/core/core.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { seedChance } from './seededChance.mts';
import type * as SharedClock from './sharedClock.mts';
import type { PollSetup } from './triggerLife.mts';
import type * as TriggerLife from './triggerLife.mts';

// How long a poll takes, and how often it asks: in virtual time, where that is the same on every machine.
jest.mock('../../nodes/GoSms/transport/clock', () => jest.requireActual('./sharedClock.mts'));
const { newVirtualTime } = jest.requireActual<typeof SharedClock>('./sharedClock.mts');
const { nextProcess, pollContext } = jest.requireActual<typeof TriggerLife>('./triggerLife.mts');
const { pollOrders } = jest.requireActual<typeof PollOrders>(
	'../../nodes/GoSms/trigger/pollOrders.ts',
);
seedChance();

function start(sandbox: Partial<CoreOptions> = {}, setup: Partial<PollSetup> = {}) {
	const clock = newVirtualTime();
	const core = createCore({
		sms: { default: { delayMs: null } },
		...sandbox,
		clock,
		accounts: [{ key: 'ch_sandbox' }],
	});
	const data: IDataObject = {};
	/** What started the workflow: which event of which order, by which way, and how many seconds after the poll's start. */
	const told: Array<[number, string, 'handed over' | 'returned', number]> = [];
	let startMs = clock.now();
	const take = (output: INodeExecutionData[][] | null, way: 'handed over' | 'returned') => {
		const seconds = Math.floor((clock.now() - startMs) / 1_000);
		for (const { json } of output?.flat() ?? []) {
			told.push([Number(json.order_id), String(json.event), way, seconds]);
		}
	};
	const emit = (output: INodeExecutionData[][]) => take(output, 'handed over');
	const all = { core, clock, data, processId: nextProcess(), emit, ...setup };
	/** @returns how long the poll took */
	const poll = async () => {
		startMs = clock.now();
		take(await clock.run(pollOrders(pollContext(all))), 'returned');
		return clock.now() - startMs;
	};
	/** Something that happens during the poll. */
	const after = (seconds: number, act: () => void) => void clock.sleep(seconds * 1_000).then(act);
	const buy = () => core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
	return { clock, core, poll, buy, told, after };
}

describe('a poll', () => {
	it.each([
		[45, 45_000],
		[20, 20_000],
		[0, 1_000],
	])('told to watch %d seconds takes no longer', async (watchSeconds, mostMs) => {
		const { poll, buy } = start({}, { options: { watchSeconds } });
		await poll();
		buy();
		await poll();
		const tookMs = await poll();
		expect(tookMs).toBeLessThanOrEqual(mostMs + 500);
		expect(tookMs).toBeGreaterThanOrEqual(mostMs === 1_000 ? 0 : mostMs - 6_000);
	});

	it('keeps to n8n’s own budget', async () => {
		const { poll, buy } = start({}, { budgetMs: 10_000 });
		await poll();
		buy();
		expect(await poll()).toBeLessThan(10_000);
	});

	it('asks on the vendor’s schedule while it watches', async () => {
		const { core, clock, poll, buy } = start({}, { options: { watchSeconds: 45 } });
		await poll();
		buy();
		await poll();
		core.control.clearRequests();
		const startMs = clock.now();
		await poll();
		const asked = core.requests.map((one) => Math.round((one.atMs - startMs) / 1_000));
		// The first poll took the order's first 45 seconds: from then on the list is read every five.
		expect(asked.length).toBeGreaterThanOrEqual(9);
		expect(asked.length).toBeLessThanOrEqual(13);
	});

	it('at activation is quick, whatever is pending', async () => {
		const { poll, buy } = start();
		for (let n = 0; n < 30; n++) buy();
		expect(await poll()).toBeLessThan(1_000);
	});

	it('at activation does not wait for an API that hangs', async () => {
		const { poll } = start({ faults: [{ kind: 'hang', times: 'always' }] });
		expect(await poll()).toBeLessThanOrEqual(20_100);
	});

	it('ends before the next, also when the API hangs', async () => {
		const { core, poll, buy } = start();
		await poll();
		buy();
		core.control.addFault({ kind: 'hang', times: 'always' });
		expect(await poll()).toBeLessThan(60_000);
	});

	it('leaves nothing running', async () => {
		const { clock, poll, buy } = start();
		await poll();
		buy();
		await poll();
		await clock.sleepUntilDone(120_000);
		expect(clock.pending).toBe(0);
	});
});

describe('what happens during a poll', () => {
	it('is handed over at once while other orders are pending', async () => {
		const { core, poll, buy, told, after } = start();
		await poll();
		const [first, second, third] = [buy(), buy(), buy()];
		after(8, () => core.control.deliver(first, {}));
		after(20, () => core.control.cancelAsOther(second));
		after(32, () => core.control.expire(third));
		await poll();
		const seconds = told.map(([, , , after]) => after);
		expect(told.map(([id, event, way]) => [id, event, way])).toEqual([
			[first, 'created', 'handed over'],
			[second, 'created', 'handed over'],
			[third, 'created', 'handed over'],
			[first, 'received', 'handed over'],
			[second, 'cancelled', 'handed over'],
			[third, 'expired', 'handed over'],
		]);
		for (const [index, happened] of [8, 20, 32].entries()) {
			expect(seconds[index + 3]).toBeGreaterThanOrEqual(happened);
			expect(seconds[index + 3]).toBeLessThanOrEqual(happened + 5);
		}
	});

	it('ends it at once where n8n takes events from its result only', async () => {
		const emit = () => {
			throw new Error('not here');
		};
		const { core, poll, buy, told, after } = start({}, { emit });
		await poll();
		const [first] = [buy(), buy()];
		await poll();
		told.length = 0;
		after(8, () => core.control.deliver(first, {}));
		expect(await poll()).toBeLessThan(14_000);
		expect(told).toEqual([[first, 'received', 'returned', expect.any(Number)]]);
	});

	it('is noticed of orders that are bought meanwhile, too', async () => {
		const { core, poll, buy, told, after } = start();
		await poll();
		buy();
		let id = 0;
		after(8, () => {
			id = buy();
		});
		after(16, () => core.control.deliver(id, {}));
		await poll();
		expect(told.slice(1)).toEqual([
			[id, 'created', 'handed over', expect.any(Number)],
			[id, 'received', 'handed over', expect.any(Number)],
		]);
	});
});
