import { expect, it } from '@jest/globals';
import { receiveCode, type OnTimeout } from '../../nodes/GoSms/engine/receiveCode.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import { createRandom } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { buyOne, newRig, often } from './process.mts';
import './seededChance.mts';

// Random waits with their own time-outs and policies, on servers with bad habits, some of them stopped.

type Mix = {
	seed: number;
	sandbox?: Omit<CoreOptions, 'clock' | 'accounts'>;
	/** The part of the executions that is stopped, at a random moment. */
	stopped?: number;
};

const timeouts = [1_000, 20_000, 45_000, 120_000, Infinity];
const apps = ['whatsapp', 'telegram', 'never'];
const sms: CoreOptions['sms'] = {
	whatsapp: { delayMs: [2_000, 60_000] },
	telegram: { delayMs: [1_000, 20_000] },
	never: { delayMs: null },
};

async function mix({ seed, sandbox, stopped = 0 }: Mix) {
	const random = createRandom(seed);
	const anyOf = <T,>(all: readonly [T, ...T[]] | T[]): T =>
		all[Math.floor(random.next() * all.length)] as T;
	const rig = newRig({ seed, sms, ...sandbox }, () => 10 + 90 * random.next());
	const { clock, core } = rig;
	const account = rig.newProcess();
	const plans = Array.from({ length: 200 }, () => ({
		atMs: random.next() * 600_000,
		app: anyOf(apps),
		timeoutMs: anyOf(timeouts),
		policy: anyOf<OnTimeout>(['cancel', 'cancel', 'keep']),
		withText: random.next() < 0.5,
		stopAfterMs: random.next() < stopped ? random.next() * 100_000 : undefined,
	}));
	const lives = plans.map(async (plan) => {
		await clock.sleep(plan.atMs);
		const stop = new Stop();
		let stoppedMs = Infinity;
		const { stopAfterMs } = plan;
		if (stopAfterMs !== undefined) {
			void clock.sleep(stopAfterMs).then(() => {
				stoppedMs = clock.now();
				stop.fire();
			});
		}
		const session = rig.session(account, stop);
		const purchase = { projectCode: plan.app, region: 'ID' };
		const bought = await buyOne(session, { purchase });
		if (!bought.ok) return { plan, bought, lateMs: clock.now() - stoppedMs };
		const startMs = clock.now();
		const { id } = bought.value;
		const wait = { orderId: id, known: bought.value, ...plan };
		const received = await receiveCode(session, wait, plan.policy);
		// With decision 15 an order that cannot be cancelled yet is waited for on, but never after Stop.
		const isPatient = plan.policy === 'cancel' && (sandbox?.earlyCancelMs ?? 0) > 0;
		const endMs = isPatient ? Infinity : startMs + plan.timeoutMs;
		return { plan, bought, received, lateMs: clock.now() - Math.min(endMs, stoppedMs) };
	});
	const ended = await clock.run(Promise.all(lives));
	// What is given back later, by itself, has come to its end after another life of an order.
	await clock.sleepUntilDone(900_000);
	return { rig, core, ended, left: clock.pending };
}

const hangs = [
	often({ kind: 'hang', endpoint: 'order' }, 0.03),
	often({ kind: 'hang', endpoint: 'orders' }, 0.01),
];
const loses = [often({ kind: 'dropAfter' }, 0.01)];

it.each<[string, Mix]>([
	['a plain server', { seed: 1 }],
	['a vendor that refuses early cancels', { seed: 2, sandbox: { earlyCancelMs: 120_000 } }],
	['looks that hang', { seed: 3, sandbox: { faults: hangs } }],
	['Stop at random', { seed: 4, stopped: 0.5 }],
	[
		'Stop at random, early cancels refused, answers lost',
		{ seed: 5, stopped: 0.4, sandbox: { earlyCancelMs: 60_000, faults: loses } },
	],
	['a proxy in trouble', { seed: 6, sandbox: { faults: [often({ kind: 'html503' }, 0.02)] } }],
])('%s: keeps every time-out and Stop, and leaves no money or timers behind', async (...row) => {
	const [, scenario] = row;
	const { core, ended, left } = await mix(scenario);
	expect(core.violations).toEqual([]);
	expect(core.control.audit()).toEqual([]);
	expect(left).toBe(0);
	const late = ended.filter(({ lateMs }) => lateMs > 3_500);
	expect(late.map(({ plan, lateMs }) => ({ ...plan, lateMs }))).toEqual([]);
	const isEarly = (scenario.sandbox?.earlyCancelMs ?? 0) > 0;
	const wrong = ended.filter(({ plan, bought, received }) => {
		if (!bought.ok || !received) return !bought.ok && plan.stopAfterMs === undefined;
		const truth = core.control.order(Number(bought.value.id));
		if (received.ok && received.order.code !== '') return truth.code !== received.order.code;
		// Without a code nothing is paid, not even when somebody stopped; unless the SMS comes after Stop to an order that
		// cannot be cancelled yet.
		const isStopped = plan.stopAfterMs !== undefined;
		const cameAfterStop = isEarly && isStopped && truth.receivedAtMs !== null;
		return plan.policy === 'cancel' && truth.settled !== 'Refund' && !cameAfterStop;
	});
	expect(wrong.map(({ plan, received }) => ({ plan, received }))).toEqual([]);
});
