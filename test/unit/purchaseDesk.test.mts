import { expect, it } from '@jest/globals';
import { PurchaseDesk } from '../../nodes/GoSms/engine/purchaseDesk.ts';
import type { Release } from '../../nodes/GoSms/transport/rateLimiter.ts';
import { createCore } from '../sandbox/core/core.mts';
import { VirtualClock } from '../simulation/virtualClock.mts';
import { newProcess, newSession } from '../simulation/virtualNetwork.mts';

it('a purchase whose turn comes in the very moment in which a lost one is found goes on', async () => {
	const clock = new VirtualClock();
	const key = 'ch_sandbox';
	const faults = [{ kind: 'dropAfter', endpoint: 'create' } as const];
	const core = createCore({ clock, faults, accounts: [{ key, balance: 1e6 }] });
	const account = newProcess(clock);
	const session = newSession({ core, clock, key, latencyMs: () => 10 }, account);

	// Turns: the lost purchase, the other one, and then, after some looks, the lost one's order.
	const { limiter } = account;
	const acquire = limiter.acquire.bind(limiter);
	let purchases = 0;
	let letOther = () => {};
	limiter.acquire = async (priority, signal): Promise<Release | undefined> => {
		const turn = priority === 'purchase' ? ++purchases : 0;
		const release = await acquire(priority, signal);
		if (turn === 2) await new Promise<void>((resolve) => (letOther = resolve));
		return (
			release &&
			((unused) => {
				release(unused);
				if (turn === 3) letOther();
			})
		);
	};

	const desk = new PurchaseDesk();
	const wanted = { projectCode: 'whatsapp', region: 'ID' };
	const order = { purchase: wanted, onUnknown: 'adopt', mayGo: () => true } as const;
	const results = await clock.run(
		Promise.all([desk.buy(session, order), desk.buy(session, order)]),
	);
	expect(results.map((one) => (one.ok ? one.value.order_id : one.failure))).toEqual([12345, 12346]);
});
