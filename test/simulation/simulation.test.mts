import { describe, expect, it } from '@jest/globals';
import { toMicros } from '../../nodes/GoSms/domain/money.ts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { share } from '../support/length.mts';
import { hourMs, simulate, type Hour, type Scenario } from './hour.mts';
import { seedChance } from './seededChance.mts';

seedChance();

const always = { times: 'always' } as const;

/** Accidents of every kind, at random moments all the time. */
const accidents: FaultRule[] = [
	{ kind: 'dropBefore', probability: 0.004, ...always },
	{ kind: 'dropAfter', probability: 0.004, ...always },
	{ kind: 'html502', probability: 0.002, ...always },
	{ kind: 'error500', probability: 0.002, ...always },
	{ kind: 'brokenJson', probability: 0.002, ...always },
	{ kind: 'hang', probability: 0.0003, ...always },
	{ kind: 'rateLimited', probability: 0.001, ...always },
];

/** Fewer orders in less time, just as dense. */
function shareOf({ orders, allWithinMs = hourMs, ...rest }: Scenario): Scenario {
	return { ...rest, orders: Math.round(orders * share), allWithinMs: allWithinMs * share };
}

describe.each<{ name: string; scenario: Scenario }>`
	name                                                                   | scenario
	${'quiet, near the limits'}                                            | ${shareOf({ seed: 1, orders: 4_500, allWithinMs: 2_000_000 })}
	${'accidents, the oldest orders listed first'}                         | ${shareOf({ seed: 2, orders: 3_000, allWithinMs: 2_700_000, sandbox: { faults: accidents, listOrder: 'oldestFirst' } })}
	${'accidents among orders of other clients'}                           | ${shareOf({ seed: 3, orders: 3_000, allWithinMs: 2_700_000, sandbox: { faults: accidents }, othersOrders: 60 })}
	${'other clients with the same key'}                                   | ${shareOf({ seed: 4, orders: 2_000, allWithinMs: 2_400_000, othersRequests: 120 })}
	${'an outage of four minutes at the start, with five hundred waiting'} | ${{ seed: 5, orders: 500, allWithinMs: 1_000, sandbox: { faults: [{ kind: 'outage', durationMs: 240_000, skip: 800 }] } }}
	${'overdue orders that are cancelled, on a clock ten minutes ahead'}   | ${shareOf({ seed: 6, orders: 1_500, sandbox: { overdueStatus: 'cancelled', skewMs: 600_000 } })}
`('$name', ({ scenario }) => {
	let hour: Hour;

	it('ends, and leaves nothing running', async () => {
		hour = await simulate(scenario);
		expect(hour.lives).toHaveLength(scenario.orders);
	});

	it('loses no number and gives none to two', () => {
		const sold = hour.core.control.orders().filter((order) => !order.byOther);
		const owned = hour.lives.flatMap(({ bought }) => (bought.ok ? [Number(bought.value.id)] : []));
		expect(new Set(owned).size).toBe(owned.length);
		expect(owned.sort((a, b) => a - b)).toEqual(sold.map((order) => order.orderId));
		// A purchase may be lost twice; then nothing was sold, and the message says so.
		const vain = hour.lives.filter(({ bought }) => !bought.ok);
		expect(vain.length).toBeLessThan(scenario.sandbox?.faults ? 3 : 1);
	});

	it('hands over every code that came, and no other', () => {
		const wrong = hour.lives.filter(({ bought, received }) => {
			if (!bought.ok) return false;
			if (!received?.ok) return true;
			const truth = hour.core.control.order(Number(received.order.id));
			const came = truth.phase === 'received' || truth.phase === 'completed';
			return received.order.code !== (came ? (truth.code ?? '') : '');
		});
		expect(wrong).toEqual([]);
	});

	it('accounts for every cent', () => {
		const { core } = hour;
		const mine = core.control.orders().filter((order) => !order.byOther);
		const paid = mine.filter((order) => order.settled !== 'Refund');
		const codes = hour.lives.filter(({ received }) => received?.ok && received.order.code);
		expect(core.violations).toEqual([]);
		expect(core.control.audit()).toEqual([]);
		expect(mine.filter((order) => order.phase === 'pending')).toEqual([]);
		expect(paid).toHaveLength(codes.length);
		const spent = paid.reduce((sum, order) => sum + toMicros(order.price), 0);
		const seen = codes.reduce(
			(sum, { received }) => sum + toMicros(received?.order?.price ?? 0),
			0,
		);
		expect(seen).toBe(spent);
	});
});
