import { describe, expect, it } from '@jest/globals';
import { activeTrigger, pollContext, startTrigger } from './triggerRig.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';

// An API or n8n that is slow, hangs, or is out of reach: in virtual time.

const once = { watchSeconds: 0 };
const hangs = (endpoint: 'profile' | 'transactions') =>
	({ kind: 'hang', endpoint, times: 'always' }) as const;

describe('it is no outage', () => {
	it.each([10, 20])(
		'when the credential allows %i requests a minute',
		async (requestsPerMinute) => {
			const trigger = await activeTrigger({}, { requestsPerMinute });
			trigger.buy();
			await expect(trigger.pollFor(40)).resolves.toBeUndefined();
			expect(trigger.warnings).toEqual([]);
		},
	);

	it.each([7, 10, 20])('when answers take %d seconds', async (seconds) => {
		const trigger = startTrigger({}, { latencyMs: () => seconds * 500 });
		await expect(trigger.pollFor(40)).resolves.toBeUndefined();
		// There may be no time for all that the activation reads.
		expect(trigger.warnings.length).toBeLessThanOrEqual(2);
	});
});

it('an outage does not refuse an activation, however long it lasts', async () => {
	const { core, clock, poll, all, warnings } = await activeTrigger({}, { options: once });
	core.control.addFault({ kind: 'outage', durationMs: 3_600_000 });
	await poll();
	await clock.sleepUntilDone(16 * 60_000);
	all.data = structuredClone(all.data);
	await poll();
	expect(warnings).toHaveLength(2);
});

it('an API that is out of reach at the activation, and a day of orders after it: no order of before is told', async () => {
	const { core, clock, poll, pollFor, buy, told } = startTrigger({}, { options: once });
	core.control.seedHistory({ count: 300 });
	const old = new Set(core.control.orders().map(({ orderId }) => orderId));
	core.control.addFault({ kind: 'outage', durationMs: 86_400_000 });
	await clock.sleepUntilDone(1_000);
	await poll();
	await clock.sleepUntilDone(43_200_000);
	for (let n = 0; n < 5_100; n++) buy();
	await clock.sleepUntilDone(50_000_000);
	core.control.clearFaults();
	await pollFor(5);
	expect(told.length).toBeGreaterThan(1_000);
	expect(told.filter(({ id }) => old.has(id))).toEqual([]);
});

it('a credential that n8n reads for ever stops the trigger for two minutes only', async () => {
	const { clock, core, poll, buy, names, all } = await activeTrigger({}, { options: once });
	const getCredentials = async () => await new Promise(() => undefined);
	void pollOrders(Object.assign(pollContext(all), { getCredentials }));
	const id = buy();
	core.control.deliver(id, {});
	await poll();
	expect(names()).toEqual([]);
	await clock.sleepUntilDone(120_000);
	await poll();
	expect(names()).toEqual([`created ${id}`, `received ${id}`]);
});

it('a profile that is never answered keeps no trigger from its start', async () => {
	const { core, pollFor, buy, names } = startTrigger(
		{ faults: [hangs('profile')] },
		{ options: once },
	);
	await pollFor(3);
	const id = buy();
	core.control.deliver(id, {});
	await pollFor(1);
	expect(names()).toEqual([`created ${id}`, `received ${id}`]);
});

it('a ledger that is never answered leaves it open for one poll how an order ended, and keeps no code', async () => {
	const events = ['received', 'cancelled'];
	const { clock, core, pollFor, buy, told, after } = await activeTrigger({}, { events });
	const [id, other] = [buy(), buy()];
	await pollFor(1);
	core.control.addFault(hangs('transactions'));
	core.control.cancelAsOther(id);
	let deliveredMs = 0;
	after(125, () => {
		deliveredMs = clock.now();
		core.control.deliver(other, {});
	});
	await pollFor(4);
	expect(told).toMatchObject([
		{ id, event: 'cancelled' },
		{ id: other, event: 'received' },
	]);
	expect((told[1]?.atMs ?? Infinity) - deliveredMs).toBeLessThan(15_000);
});

it.each([
	{ what: 'answers take two seconds', latencyMs: 1_000 },
	{ what: 'the credential allows 25 requests a minute', requestsPerMinute: 25 },
])(
	'thousands of overdue orders that stay pending keep no trigger from its start: $what',
	async (more) => {
		const { latencyMs = 20, requestsPerMinute } = more;
		const setup = { events: ['received'], options: once, latencyMs: () => latencyMs };
		const { core, clock, pollFor, buy, names, warnings } = startTrigger(
			{ overdueStatus: 'pending' },
			{ ...setup, ...(requestsPerMinute && { requestsPerMinute }) },
		);
		for (let n = 0; n < 3_000; n++) buy();
		await clock.sleepUntilDone(86_400_000);
		await pollFor(3);
		const id = buy();
		await pollFor(1);
		core.control.deliver(id, {});
		await pollFor(3);
		expect([names(), warnings]).toEqual([[`received ${id}`], []]);
	},
);

it('codes of a busy account are as quick with the event Completed, which reads an hour back', async () => {
	const options = { includeSmsText: false };
	const trigger = await activeTrigger({}, { events: ['received', 'completed'], options });
	const { clock, core, pollFor, buy, told, after } = trigger;
	for (let n = 0; n < 1_500; n++) core.control.deliver(buy(), {});
	await pollFor(5);
	const deliveredMs = new Map<number, number>();
	for (let seconds = 10; seconds < 300; seconds += 10)
		after(seconds, () => {
			const id = buy();
			core.control.deliver(id, {});
			deliveredMs.set(id, clock.now());
		});
	await pollFor(6);
	const late = told
		.flatMap(({ id, atMs }) => atMs - (deliveredMs.get(id) ?? NaN))
		.filter((ms) => ms);
	expect(late).toHaveLength(deliveredMs.size);
	expect(late.sort((a, b) => a - b)[Math.floor(late.length * 0.9)]).toBeLessThan(10_000);
});
