import { expect, it } from '@jest/globals';
import { pollContext, startTrigger } from './triggerRig.mts';
import { openSession } from '../../nodes/GoSms/transport/session.ts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { quantile } from '../bench/record/measured.mts';
import { buyAndWait } from './process.mts';

// Triggers read behind everybody who buys and waits with the same key: in virtual time.

/** How long the triggers were inactive. */
const absentMs = 30 * 86_400_000;

type Beside = { triggers: number; backlog: number };

/** From the SMS to the code, in ms, of forty orders that are bought and waited for beside triggers. */
async function delaysOfBuyers({ triggers, backlog }: Beside): Promise<number[]> {
	const { clock, core, all } = startTrigger({ sms: { default: { delayMs: [5_000, 45_000] } } });
	const setups = Array.from({ length: triggers }, (_, n) => {
		return { ...all, data: {}, name: `Trigger ${n}` };
	});
	const pollAll = async () =>
		await Promise.all(setups.map(async (one) => await pollOrders(pollContext(one))));
	core.control.seedHistory({ count: 10 });
	await clock.run(pollAll());
	core.control.advance(absentMs);
	if (backlog > 0) core.control.seedHistory({ count: backlog });

	const delayOfOne = async (): Promise<number> => {
		const opened = await openSession(pollContext(all));
		if (!opened.ok) throw new Error('no session');
		const { bought, received } = await buyAndWait(opened.value);
		if (!bought.ok) throw new Error('nothing was bought');
		const order = core.control.order(Number(bought.value.id));
		return received?.ok ? clock.now() + absentMs - (order.receivedAtMs ?? Infinity) : Infinity;
	};
	const polling = pollAll();
	const delays = await clock.run(Promise.all(Array.from({ length: 40 }, delayOfOne)));
	await clock.run(polling);
	return delays.sort((a, b) => a - b);
}

it.each<[string, Beside]>([
	['fifty triggers', { triggers: 50, backlog: 0 }],
	['a trigger with a backlog of 30,000 orders', { triggers: 1, backlog: 30_000 }],
])('codes come beside %s as soon as without', async (_name, beside) => {
	const alone = await delaysOfBuyers({ triggers: 0, backlog: 0 });
	const delays = await delaysOfBuyers(beside);
	for (const part of [0.5, 0.95]) {
		expect(quantile(delays, part)).toBeLessThanOrEqual(1.5 * quantile(alone, part));
	}
});
