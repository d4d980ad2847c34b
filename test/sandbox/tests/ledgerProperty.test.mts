import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { SandboxCore } from '../core/core.mts';
import type { FaultKind } from '../faults/applyFault.mts';
import { call, exchange, frozenCore, unlimited, whatsappId } from './frozenCore.mts';

type Operation =
	| { do: 'buy' | 'buyAsOther' | 'deposit' | 'list' }
	| { do: 'cancel'; nth: number }
	| { do: 'deliver' | 'complete' | 'expire' | 'cancelAsOther'; nth: number }
	| { do: 'advance'; ms: number }
	| { do: 'fault'; kind: Exclude<FaultKind, 'latency' | 'redirect' | 'outage'> }
	| { do: 'overdueStatus'; to: 'expired' | 'pending' | 'cancelled' }
	| { do: 'releaseAt'; to: 'received' | 'completed' };

const nth = fc.nat(30);
const operation: fc.Arbitrary<Operation> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ do: fc.constantFrom('buy', 'buyAsOther', 'deposit', 'list') }),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constantFrom('cancel', 'deliver', 'complete', 'expire', 'cancelAsOther'),
			nth,
		}),
	},
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('advance'), ms: fc.nat(400_000) }) },
	fc.record({
		do: fc.constant('fault'),
		kind: fc.constantFrom('dropBefore', 'dropAfter', 'dropMidway', 'hang', 'html502', 'brokenJson'),
	}),
	fc.record({
		do: fc.constant('overdueStatus'),
		to: fc.constantFrom('expired', 'pending', 'cancelled'),
	}),
	fc.record({ do: fc.constant('releaseAt'), to: fc.constantFrom('received', 'completed') }),
);

describe('the ledger of any history', () => {
	it('adds up after every request', () => {
		fc.assert(
			fc.property(fc.array(operation, { maxLength: 80 }), fc.nat(1_000), (operations, seed) => {
				const core = frozenCore({
					seed,
					limits: unlimited,
					accounts: [{ key: 'ch_sandbox', balance: 5, billingType: 'prepaid' }],
					sms: { default: { delayMs: [0, 700_000] } },
				});
				for (const step of operations) {
					perform(core, step);
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
});

function perform(core: SandboxCore, step: Operation): void {
	const { control } = core;
	switch (step.do) {
		case 'buy':
			exchange(core, 'POST /order', whatsappId);
			return;
		case 'list':
			call(core, 'GET /user/orders');
			return;
		case 'buyAsOther':
			return unlessRefused(() => control.createAsOther({ projectCode: 'x', region: 'US' }));
		case 'deposit':
			control.deposit(0.37);
			return;
		case 'cancel':
			exchange(core, `POST /order/${12_345 + step.nth}/cancel`);
			return;
		case 'deliver':
		case 'complete':
		case 'expire':
		case 'cancelAsOther':
			return unlessRefused(() => control[step.do](12_345 + step.nth));
		case 'advance':
			return control.advance(step.ms);
		case 'fault':
			return control.addFault({ kind: step.kind });
		case 'overdueStatus':
			control.setSettings({ overdueStatus: step.to });
			return;
		case 'releaseAt':
			control.setSettings({ releaseAt: step.to });
			return;
	}
}

/** Control calls throw when the order's phase forbids them, or there is none. */
function unlessRefused(work: () => unknown): void {
	try {
		work();
	} catch (error) {
		expect(String(error)).toMatch(/There is no order|Order \d+ is|INSUFFICIENT_BALANCE/);
	}
}
