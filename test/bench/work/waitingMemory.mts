import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Order } from '../../../nodes/GoSms/domain/order.ts';
import { createCore } from '../../sandbox/core/core.mts';
import type { Engine } from '../growth/engine.mts';
import { VirtualClock } from '../../simulation/virtualClock.mts';
import { newSession } from '../../simulation/virtualNetwork.mts';

const orderLifeMs = 3_600_000;

/** Virtual; long enough for ten thousand orders to have been met in lists, and to wait again. */
export const waitedMs = 240_000;

export type WaitingCost = {
	/** Of heap, for each order, its own data included. */
	bytes: number;
	/** Of processor, for all of them and the sandbox's answers, in that time. */
	cpuMs: number;
};

/**
 * What waiting orders take of memory and processor. Ten thousand orders cannot be bought within their lives at
 * 300 requests a minute, so the engine waits in virtual time here, without sockets and without n8n: for orders that
 * were bought beforehand and get no SMS. What the sandbox keeps of them is there before and after, so it does
 * not count, and neither does n8n's own copy of each item.
 */
export async function costOfWaiting(count: number, engine: Engine): Promise<WaitingCost> {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect !== 'function') throw new TypeError('Node.js has no gc');
	const heap = (): number => {
		for (let turn = 0; turn < 4; turn++) collect();
		return process.memoryUsage().heapUsed;
	};

	const key = 'ch_sandbox';
	const clock = new VirtualClock();
	const core = createCore({
		clock,
		orderLifeMs,
		limits: { perSecond: null, perMinute: null },
		sms: { default: { delayMs: null } },
		accounts: [{ key, balance: 1e6 }],
	});
	const session = newSession({ core, clock, key, latencyMs: () => 20 }, engine.newAccount(clock));
	const ids = Array.from({ length: count }, () => {
		const { orderId } = core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		return orderId;
	});
	/** A copy of its own, as it comes out of an answer's JSON: Create and Wait for SMS keeps that. */
	const answerOf = (orderId: number): Order => {
		const answer = core.handle({ method: 'GET', path: `/order/${orderId}`, key });
		const order = engine.readOrder({ ...answer, body: JSON.parse(JSON.stringify(answer.body)) });
		if (!order.ok) throw new TypeError('the sandbox knows this order');
		return order.value;
	};
	const wait = (orderId: number) => {
		const known = answerOf(orderId);
		return engine.receiveCode(
			session,
			{ orderId: known.id, known, timeoutMs: Infinity, withText: true },
			'keep',
		);
	};
	// What is loaded and compiled once does not count either.
	for (const orderId of ids.splice(0, 20)) void wait(orderId);
	await clock.sleepUntilDone(10_000);

	core.control.clearRequests();
	const before = heap();
	const cpuBefore = process.cpuUsage();
	const waits = ids.map(wait);
	await clock.sleepUntilDone(waitedMs);
	core.control.clearRequests();
	const cpu = process.cpuUsage(cpuBefore);
	const after = heap();
	return { bytes: (after - before) / waits.length, cpuMs: (cpu.user + cpu.system) / 1_000 };
}
