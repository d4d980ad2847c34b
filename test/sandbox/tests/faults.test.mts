import { describe, expect, it } from '@jest/globals';

import type { Outcome } from '../core/exchange.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { call, exchange, frozenCore, unlimited, whatsappId } from './frozenCore.mts';

const afterSevenSeconds = 'Wed, 03 Dec 2025 10:50:07 GMT';
const quoted = expect.stringContaining('Bearer ch_sandbox');

it.each<[FaultRule, object]>([
	[{ kind: 'rateLimited', retryAfterSeconds: 7 }, { headers: { 'retry-after': '7' } }],
	[
		{ kind: 'rateLimited', retryAfterSeconds: 7, asDate: true },
		{ status: 429, headers: { 'retry-after': afterSevenSeconds } },
	],
	[
		{ kind: 'echoKey', status: 400 },
		{ status: 400, body: { error: quoted } },
	],
	[{ kind: 'outage', durationMs: 1_000, as: 'html503' }, { status: 503 }],
])('%j is answered so', (rule, answer) =>
	expect(call(frozenCore({ faults: [rule] }), 'POST /order', whatsappId)).toMatchObject(answer),
);

it.each<[sold: number, FaultRule]>([
	[1, { kind: 'dropAfter' }],
	[1, { kind: 'dropMidway' }],
	[1, { kind: 'hang', work: true }],
	[1, { kind: 'error500', work: true }],
	[1, { kind: 'html502', work: true }],
	[1, { kind: 'brokenJson' }],
	[1, { kind: 'emptyBody' }],
	[1, { kind: 'wrongShape' }],
	[0, { kind: 'dropBefore' }],
	[0, { kind: 'hang' }],
	[0, { kind: 'error500' }],
	[0, { kind: 'html502' }],
	[0, { kind: 'wrongShape', work: false }],
	[0, { kind: 'rateLimited' }],
	[0, { kind: 'echoKey' }],
	[0, { kind: 'outage', durationMs: 1_000 }],
])('%d numbers are sold under %j', (sold, rule) => {
	const core = frozenCore({ faults: [rule] });
	exchange(core, 'POST /order', whatsappId);
	expect(core.control.account().orders).toBe(sold);
	expect(core.requests).toMatchObject([{ endpoint: 'create', fault: rule.kind }]);
});

describe('the fault queue', () => {
	const [balance, profile] = ['GET /user/balance', 'GET /user/profile'];
	const seen = (outcome: Outcome) =>
		outcome.kind === 'answer' ? outcome.answer.status : outcome.kind;

	it.each<[string, FaultRule[], string[], Array<number | string>]>([
		['once', [{ kind: 'html502' }], [balance, balance], [502, 200]],
		['so often', [{ kind: 'html502', times: 2 }], [balance, profile, balance], [502, 502, 200]],
		[
			'one endpoint',
			[{ kind: 'html502', endpoint: 'profile' }],
			[balance, profile, profile],
			[200, 502, 200],
		],
		['after some', [{ kind: 'html502', skip: 1 }], [balance, balance, balance], [200, 502, 200]],
		['in order', [{ kind: 'html502' }, { kind: 'hang' }], [balance, balance], [502, 'hang']],
		['always', [{ kind: 'html502', times: 'always' }], ['GET /nowhere', balance], [502, 502]],
		['never, with probability 0', [{ kind: 'hang', probability: 0 }], [balance], [200]],
	])('hits %s', (_how, faults, requests, expected) => {
		const core = frozenCore({ faults, limits: unlimited });
		expect(requests.map((request) => seen(exchange(core, request)))).toEqual(expected);
	});

	it('hits by a seeded probability', () => {
		const run = (seed: number) => {
			const faults: FaultRule[] = [{ kind: 'html502', probability: 0.3, times: 'always' }];
			const core = frozenCore({ seed, faults, limits: unlimited });
			return Array.from({ length: 1_000 }, () => seen(exchange(core, balance)));
		};
		expect(run(1)).toEqual(run(1));
		expect(run(1)).not.toEqual(run(2));
		const hits = run(1).filter((status) => status === 502).length;
		expect(hits).toBeGreaterThan(240);
		expect(hits).toBeLessThan(360);
	});

	it('ends an outage when its time is over', () => {
		const core = frozenCore({ limits: unlimited });
		core.control.addFault({ kind: 'outage', durationMs: 60_000 });
		core.control.advance(59_999);
		expect(seen(exchange(core, balance))).toBe('drop');
		core.control.advance(1);
		expect(seen(exchange(core, balance))).toBe(200);
		expect(core.control.faults()).toEqual([]);
	});

	it('is left alone by requests over the limit', () => {
		const core = frozenCore({ faults: [{ kind: 'hang', skip: 1 }], limits: { perSecond: 1 } });
		expect(seen(exchange(core, balance))).toBe(200);
		expect(seen(exchange(core, balance))).toBe(429);
		core.control.advance(1_000);
		expect(seen(exchange(core, balance))).toBe('hang');
	});
});
