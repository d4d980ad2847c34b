import { describe, expect, it } from '@jest/globals';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import type { OrderSnapshot } from '../sandbox/core/order.mts';
import { share } from '../support/length.mts';
import { live, type Life, type Lived } from './triggerLife.mts';
import { seedChance } from './seededChance.mts';

// All of the trigger in virtual time.

seedChance();

/** Short lives vary more. */
const least = share === 1 ? 0.5 : 0.3;

/** The API shows whole seconds: an order of the very moment of the activation may count as older. */
const slackMs = 3_000;

const always = { times: 'always' } as const;

const accidents: FaultRule[] = [
	{ kind: 'dropBefore', probability: 0.02, ...always },
	{ kind: 'dropAfter', probability: 0.02, ...always },
	{ kind: 'html502', probability: 0.02, ...always },
	{ kind: 'error500', probability: 0.02, ...always },
	{ kind: 'brokenJson', probability: 0.02, ...always },
	{ kind: 'hang', probability: 0.002, ...always },
	{ kind: 'rateLimited', probability: 0.002, ...always },
	{ kind: 'outage', durationMs: 240_000, skip: 900 },
];

/** What has truly happened to an order, in the order of its life. */
function truthOf({ phase }: OrderSnapshot): string[] {
	switch (phase) {
		case 'pending':
			return ['created'];
		case 'received':
			return ['created', 'received'];
		case 'completed':
			return ['created', 'received', 'completed'];
		case 'cancelled':
		case 'expired':
			return ['created', phase];
	}
}

// Long lives look less often, which is what takes the time of this test. The last one goes on until after the hour for
// which orders that stay pending are followed.
describe.each<{ name: string; whole: Life }>`
	name                                                                  | whole
	${'quiet'}                                                            | ${{ seed: 1, hours: 1, orders: 300, handsOver: true }}
	${'one look a minute, the oldest listed first'}                       | ${{ seed: 2, hours: 2, orders: 300, watchSeconds: 0, sandbox: { listOrder: 'oldestFirst' } }}
	${'n8n dies all the time'}                                            | ${{ seed: 3, hours: 2, orders: 300, crashes: 20, handsOver: true }}
	${'deaths and accidents, the oldest listed first'}                    | ${{ seed: 4, hours: 2, orders: 300, crashes: 10, handsOver: true, sandbox: { faults: accidents, listOrder: 'oldestFirst' } }}
	${'three triggers, with deaths'}                                      | ${{ seed: 8, hours: 1, orders: 300, crashes: 30, awayMs: 20_000, handsOver: true, triggers: 3 }}
	${'two days without the workflow in the middle, and deaths'}          | ${{ seed: 5, hours: 60, orders: 30, crashes: 2, pauseMs: 2 * 86_400_000, watchSeconds: 10 }}
	${'overdue orders that look cancelled, on a clock ten minutes ahead'} | ${{ seed: 6, handsOver: true, hours: 1, orders: 200, crashes: 6, sandbox: { overdueStatus: 'cancelled', skewMs: 600_000 } }}
	${'overdue orders that stay pending, on a clock ten minutes behind'}  | ${{ seed: 7, hours: 1, orders: 200, crashes: 6, sandbox: { overdueStatus: 'pending', skewMs: -600_000 }, afterwardsMs: 7_200_000 }}
`('$name', ({ whole }) => {
	const life = whole.pauseMs ? whole : { ...whole, hours: whole.hours * share };
	let lived: Lived;

	it('pass', async () => {
		lived = await live(life);
		expect(lived.core.control.orders().length).toBeGreaterThan(life.hours * life.orders * least);
	});

	it('every event is told once, in the order of the order’s life, and nothing else', () => {
		for (const events of lived.told) {
			const told = new Map<number, string[]>();
			for (const { id, event } of events) told.set(id, [...(told.get(id) ?? []), event]);
			const wrong = lived.core.control.orders().flatMap((order) => {
				if (Math.abs(order.createdAtMs - lived.activatedMs) < slackMs) return [];
				const expected = order.createdAtMs < lived.activatedMs ? [] : truthOf(order);
				const found = told.get(order.orderId) ?? [];
				return found.join() === expected.join() ? [] : [{ ...order, expected, found }];
			});
			expect(wrong).toEqual([]);
		}
	});
});
