import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { SandboxCore } from '../core/core.mts';
import { exchange, frozenCore, unlimited, whatsappId } from './frozenCore.mts';

/** What may happen; `n` chooses the order, the time or the kind. */
const steps: Record<string, (core: SandboxCore, n: number) => unknown> = {
	buy: (core) => exchange(core, 'POST /order', whatsappId),
	list: (core) => exchange(core, 'GET /user/orders'),
	cancel: (core, n) => exchange(core, `POST /order/${nth(n)}/cancel`),
	buyAsOther: ({ control }) => control.createAsOther({ projectCode: 'x', region: 'US' }),
	deliver: ({ control }, n) => control.deliver(nth(n)),
	expire: ({ control }, n) => control.expire(nth(n)),
	cancelAsOther: ({ control }, n) => control.cancelAsOther(nth(n)),
	advance: ({ control }, n) => control.advance(n),
	advanceFar: ({ control }, n) => control.advance(4 * n),
	fault: ({ control }, n) => control.addFault({ kind: oneOf(faults, n) }),
	overdue: ({ control }, n) => control.setSettings({ overdueStatus: oneOf(overdue, n) }),
	release: ({ control }, n) => control.setSettings({ releaseAt: oneOf(releases, n) }),
};

const faults = ['dropBefore', 'dropAfter', 'dropMidway', 'hang', 'html502', 'brokenJson'] as const;
const overdue = ['expired', 'pending', 'cancelled'] as const;
const releases = ['received', 'completed'] as const;
const nth = (n: number) => 12_345 + (n % 31);
const oneOf = <Choice,>(choices: readonly [Choice, ...Choice[]], n: number): Choice =>
	choices[n % choices.length] ?? choices[0];

const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(100_000));

it('the ledger of any history adds up after every request', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 80 }), fc.nat(1_000), (history, seed) => {
			const core = frozenCore({
				seed,
				limits: unlimited,
				accounts: [{ key: 'ch_sandbox', balance: 20, billingType: 'prepaid' }],
				sms: { default: { delayMs: [0, 700_000] } },
			});
			for (const [name, n] of history) {
				unlessRefused(() => steps[name]?.(core, n));
				expect(core.violations).toEqual([]);
			}
			expect(core.control.audit()).toEqual([]);
			// Whatever was bought ends one day, and nothing stays held.
			core.control.advance(86_400_000);
			expect(core.control.account().frozenBalance).toBe(0);
			expect(core.control.audit()).toEqual([]);
		}),
		{ numRuns: 200, seed: 4_711 },
	);
});

/** Control calls throw when the order's phase forbids them, or there is none. */
function unlessRefused(work: () => unknown): void {
	try {
		work();
	} catch (error) {
		expect(String(error)).toMatch(/There is no order|Order \d+ is|INSUFFICIENT_BALANCE/);
	}
}
