import { describe, expect, it } from '@jest/globals';

import type { Outcome } from '../core/exchange.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { call, exchange, frozenCore, unlimited, whatsappId } from './frozenCore.mts';

const retryAfter = (value: unknown) => expect.objectContaining({ 'retry-after': value });

it.each<[FaultRule, status: number, headers: unknown, error: unknown]>([
	[
		{ kind: 'rateLimited' },
		429,
		expect.not.objectContaining({ 'retry-after': expect.anything() }),
		'请求过于频繁',
	],
	[{ kind: 'rateLimited', retryAfterSeconds: 7 }, 429, retryAfter('7'), '请求过于频繁'],
	[
		{ kind: 'rateLimited', retryAfterSeconds: 7, asDate: true },
		429,
		retryAfter('Wed, 03 Dec 2025 10:50:07 GMT'),
		'请求过于频繁',
	],
	[
		{ kind: 'echoKey', status: 400 },
		400,
		expect.anything(),
		expect.stringContaining('Bearer ch_sandbox'),
	],
])('no purchase is made under %j', (rule, status, headers, error) => {
	const core = frozenCore({ faults: [rule] });
	expect(call(core, 'POST /order', whatsappId)).toMatchObject({ status, headers, body: { error } });
	expect(core.control.account().orders).toBe(0);
	expect(core.requests).toMatchObject([{ endpoint: 'create', fault: rule.kind, orderId: null }]);
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
