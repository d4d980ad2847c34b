import { describe, expect, it } from '@jest/globals';
import { giveBack } from '../../nodes/GoSms/engine/release.ts';
import { startReleasing } from '../../nodes/GoSms/engine/giveUp.ts';
import { receiveCode, type OnTimeout } from '../../nodes/GoSms/engine/receiveCode.ts';
import { inTime } from '../../nodes/GoSms/transport/patience.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import type { EndpointName } from '../sandbox/endpoints/endpoint.mts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { boughtOne, buyOne, never, newRig, rewrite, type Rig } from './process.mts';
import './seededChance.mts';

// Whatever a server does: Stop ends all within two seconds, and a wait ends soon after its deadline.

const hangs = (endpoint: EndpointName): FaultRule => {
	return { kind: 'hang', endpoint, times: 'always' };
};
const pause = (endpoint: EndpointName): FaultRule => {
	return { kind: 'rateLimited', retryAfterSeconds: 60, endpoint, times: 'always' };
};

/** n8n's Stop for a run, which may have failed before. */
function newRun(rig: Rig) {
	const button = new AbortController();
	const stop = new Stop(button.signal);
	const account = rig.newProcess();
	return { account, stop, press: () => button.abort(), session: rig.session(account, stop) };
}

type Run = ReturnType<typeof newRun>;

const buying = async (_rig: Rig, { session }: Run) => await buyOne(session);

const cancelling = async (rig: Rig, run: Run) => {
	const { id } = await boughtOne(rig.session(run.account));
	return await inTime(run.session, giveBack(run.session, id));
};

const timingOut = async (rig: Rig, run: Run) => {
	const known = await boughtOne(rig.session(run.account));
	const wait = { orderId: known.id, known, timeoutMs: 1_000, withText: true };
	return await receiveCode(run.session, wait, 'cancel');
};

const waitingOn = async (rig: Rig, run: Run) => {
	const order = await boughtOne(rig.session(run.account));
	startReleasing(run.session, order);
	const wait = { orderId: order.id, timeoutMs: 300_000, withText: true };
	return await receiveCode(run.session, wait, 'keep');
};

const late: FaultRule = { kind: 'hang', endpoint: 'create', work: true };
const unnamed: FaultRule = { kind: 'wrongShape', endpoint: 'create', body: { order_id: 12345 } };
const lost: FaultRule = { kind: 'dropAfter', endpoint: 'create' };

type Row = { what: string; faults: FaultRule[]; work: typeof buying };

describe.each([
	['Stop', undefined],
	['Stop after another item has failed', 4_000],
])('%s ends within two seconds', (_name, failsMs) => {
	it.each<Row>`
		what                                                        | faults                                            | work
		${'a purchase that hangs, and what it buys comes back'}     | ${[late]}                                         | ${buying}
		${'a purchase whose order is not shown, and it comes back'} | ${[unnamed, hangs('order')]}                      | ${buying}
		${'a search for a lost purchase'}                           | ${[lost, hangs('orders'), hangs('transactions')]} | ${buying}
		${'a cancel that hangs'}                                    | ${[hangs('cancel')]}                              | ${cancelling}
		${'a time-out whose cancel is told to pause'}               | ${[pause('cancel')]}                              | ${timingOut}
		${'a wait for an order that is being given back'}           | ${[hangs('cancel')]}                              | ${waitingOn}
	`('$what', async ({ faults, work }) => {
		const rig = newRig({ ...never, faults });
		const run = newRun(rig);
		const { clock } = rig;
		if (failsMs !== undefined) void clock.sleep(failsMs).then(() => run.stop.fire());
		const pressMs = clock.now() + 6_000;
		void clock.sleep(6_000).then(run.press);
		await clock.run(work(rig, run));
		expect(clock.now() - pressMs).toBeLessThan(2_000);
		// What was bought, and is heard of later, comes back.
		rig.core.control.clearFaults();
		await clock.sleepUntilDone(300_000);
		const phases = rig.core.control.orders().map(({ phase }) => phase);
		expect(phases).toEqual(['cancelled']);
	});
});

it.each<{ name: string; faults: FaultRule[]; onTimeout: OnTimeout; mostMs: number }>`
	name                                  | faults                                                        | onTimeout   | mostMs
	${'cancels hang'}                     | ${[hangs('cancel')]}                                          | ${'cancel'} | ${32_000}
	${'cancels are told to pause'}        | ${[pause('cancel')]}                                          | ${'cancel'} | ${32_000}
	${'cancels meet a server in trouble'} | ${[{ kind: 'html502', endpoint: 'cancel', times: 'always' }]} | ${'cancel'} | ${32_000}
	${'looks are told to pause'}          | ${[pause('orders'), pause('order')]}                          | ${'keep'}   | ${2_500}
`('a wait ends soon after its deadline when $name', async ({ faults, onTimeout, mostMs }) => {
	const rig = newRig({ ...never, faults: [] });
	const { session } = newRun(rig);
	const known = await rig.clock.run(boughtOne(session));
	rig.core.control.addFault(...faults);
	const startMs = rig.clock.now();
	const wait = { orderId: known.id, known, timeoutMs: 20_000, withText: true };
	const received = await rig.clock.run(receiveCode(session, wait, onTimeout));
	expect(received).toMatchObject({ ok: true, order: { status: 'pending' } });
	expect(rig.clock.now() - startMs - 20_000).toBeLessThan(mostMs);
	// What was not answered in time goes on.
	rig.core.control.clearFaults();
	await rig.clock.sleepUntilDone(400_000);
	const [order] = rig.core.control.orders();
	expect(order?.phase).toBe(onTimeout === 'cancel' ? 'cancelled' : 'pending');
});

it.each([
	['the look at it fails', [{ kind: 'error500', endpoint: 'order' } as const], 0],
	['the code follows its status', [], 5_000],
])('a code of the last second before the deadline is not lost: %s', async (_name, faults, ms) => {
	const { core, clock, ...rig } = newRig(never);
	const session = rig.session(rig.newProcess());
	const known = await clock.run(boughtOne(session));
	const wait = { orderId: known.id, known, timeoutMs: 20_000, withText: true };
	const waiting = receiveCode(session, wait, 'keep');
	await clock.sleepUntilDone(18_500);
	core.control.deliver(Number(known.id), { code: '0042' });
	core.control.addFault(...faults);
	const readyMs = clock.now() + ms;
	const isReady = () => clock.now() >= readyMs;
	rewrite(core, (text) =>
		isReady() ? text : text.replace(/"(code|content)":"[^"]*"/g, '"$1":null'),
	);
	expect(await clock.run(waiting)).toMatchObject({ ok: true, order: { code: '0042' } });
});

it.each<[string, FaultRule[], number]>([
	['looks hang', [hangs('orders'), hangs('transactions')], 20_000],
	['looks are told to pause', [pause('orders'), pause('transactions')], 20_000],
	['looks hang, and the item is patient', [hangs('orders'), hangs('transactions')], 60_000],
])('a lost purchase is looked for no longer than each item has patience: %s', async (...row) => {
	const [, faults, patienceMs] = row;
	const rig = newRig({ ...never, faults: [lost, ...faults] });
	const account = rig.newProcess();
	const startMs = rig.clock.now();
	const purchases = [0, 500].map(async (afterMs) => {
		await rig.clock.sleep(afterMs);
		const bought = await buyOne(rig.session(account), { patienceMs });
		return { ok: bought.ok, tookMs: rig.clock.now() - startMs };
	});
	const [first, other] = await rig.clock.run(Promise.all(purchases));
	expect(first?.ok).toBe(false);
	expect(first?.tookMs).toBeLessThan(patienceMs + 2_000);
	expect(other?.ok).toBe(true);
	expect(other?.tookMs).toBeLessThan(patienceMs + 62_000);
});

it('an order that is being given back is waited for no longer than others', async () => {
	const rig = newRig({ ...never, faults: [hangs('cancel')] });
	const { session } = newRun(rig);
	const known = await rig.clock.run(boughtOne(session));
	startReleasing(session, known);
	const startMs = rig.clock.now();
	const wait = { orderId: known.id, timeoutMs: 10_000, withText: true };
	await rig.clock.run(receiveCode(session, wait, 'keep'));
	expect(rig.clock.now() - startMs).toBeLessThan(14_000);
});

it('a part of a run that has failed hears of a Stop too', () => {
	const button = new AbortController();
	const run = new Stop(button.signal);
	const part = new Stop(run);
	let heard = 0;
	const listen = () => part.addEventListener('abort', () => (heard += 1));
	listen();
	run.fire();
	listen();
	button.abort();
	expect([heard, part.isPressed]).toEqual([2, true]);
});
