import { describe, expect, it } from '@jest/globals';

import type { Outcome } from '../core/exchange.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { exchange, frozenCore, whatsappId } from './frozenCore.mts';

const html = (title: string) => ({
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: expect.stringContaining(`<h1>${title}</h1>`),
});
const answer = (expected: object) => ({ kind: 'answer', answer: expected });

/** The fault, what becomes of a purchase under it, and whether the purchase was made. */
const cases: Array<[rule: FaultRule, outcome: object, isBought: boolean]> = [
	[{ kind: 'dropBefore' }, { kind: 'drop' }, false],
	[{ kind: 'dropAfter' }, { kind: 'drop' }, true],
	[{ kind: 'dropMidway' }, { kind: 'drop', partOf: { status: 200 } }, true],
	[{ kind: 'hang' }, { kind: 'hang' }, false],
	[{ kind: 'hang', work: true }, { kind: 'hang' }, true],
	[
		{ kind: 'error500' },
		answer({ status: 500, body: { error: '服务器内部错误', code: 'INTERNAL_ERROR' } }),
		false,
	],
	[{ kind: 'error500', work: true }, answer({ status: 500 }), true],
	[{ kind: 'error500Html' }, answer({ status: 500, ...html('500 Internal Server Error') }), false],
	[{ kind: 'html502' }, answer({ status: 502, ...html('502 Bad Gateway') }), false],
	[{ kind: 'html502', work: true }, answer({ status: 502 }), true],
	[
		{ kind: 'html503' },
		answer({ status: 503, ...html('503 Service Temporarily Unavailable') }),
		false,
	],
	[{ kind: 'html504', work: true }, answer({ status: 504, ...html('504 Gateway Time-out') }), true],
	[
		{ kind: 'brokenJson' },
		answer({ status: 200, body: expect.stringMatching(/^\{"order_id":12345,.*[^}]$/) }),
		true,
	],
	[{ kind: 'brokenJson', work: false }, answer({ status: 200 }), false],
	[{ kind: 'emptyBody' }, answer({ status: 200, body: '' }), true],
	[{ kind: 'wrongShape' }, answer({ status: 200, body: '{"ok":true}' }), true],
	[{ kind: 'wrongShape', body: [], work: false }, answer({ status: 200, body: '[]' }), false],
	[{ kind: 'wrongShape', body: null }, answer({ status: 200, body: 'null' }), true],
	[{ kind: 'rateLimited' }, answer({ status: 429, body: { code: 'RATE_LIMITED' } }), false],
	[
		{ kind: 'rateLimited', retryAfterSeconds: 7 },
		answer({ status: 429, headers: { 'retry-after': '7' } }),
		false,
	],
	[
		{ kind: 'rateLimited', retryAfterSeconds: 7, asDate: true },
		answer({ status: 429, headers: { 'retry-after': 'Wed, 03 Dec 2025 10:50:07 GMT' } }),
		false,
	],
	[
		{ kind: 'redirect', location: 'https://elsewhere.example/' },
		answer({ status: 302, headers: { location: 'https://elsewhere.example/' } }),
		false,
	],
	[
		{ kind: 'echoKey', status: 400 },
		answer({ status: 400, body: { error: expect.stringContaining('Bearer ch_sandbox') } }),
		false,
	],
	[{ kind: 'outage', durationMs: 1_000 }, { kind: 'drop' }, false],
	[{ kind: 'outage', durationMs: 1_000, as: 'hang' }, { kind: 'hang' }, false],
	[{ kind: 'outage', durationMs: 1_000, as: 'html503' }, answer({ status: 503 }), false],
];

describe('a fault', () => {
	it.each(cases)('%j', (rule, outcome, isBought) => {
		const core = frozenCore();
		core.control.addFault(rule);
		expect(exchange(core, 'POST /order', whatsappId)).toMatchObject(outcome);
		expect(core.control.account().orders).toBe(isBought ? 1 : 0);
		expect(core.requests).toMatchObject([
			{ endpoint: 'create', fault: rule.kind, orderId: isBought ? 12345 : null },
		]);
		expect(core.violations).toEqual([]);
	});

	it('without a Retry-After has no such header', () => {
		const core = frozenCore({ faults: [{ kind: 'rateLimited' }] });
		const outcome = exchange(core, 'GET /user/balance');
		expect(outcome.kind === 'answer' && outcome.answer.headers['retry-after']).toBeUndefined();
	});
});

describe('latency', () => {
	const waited = (outcome: Outcome) => {
		if (outcome.kind !== 'wait') throw new Error(`Not waiting but ${outcome.kind}`);
		return outcome;
	};

	it('lets the work be done at once and told late, with the Date of then', () => {
		const core = frozenCore({ faults: [{ kind: 'latency', ms: 5_000 }] });
		const outcome = waited(exchange(core, 'POST /order', whatsappId));
		expect(outcome).toMatchObject({ ms: 5_000, clock: 'real' });
		expect(core.control.account().orders).toBe(1);
		expect(core.requests[0]?.status).toBeNull();
		core.control.advance(5_000);
		expect(outcome.then()).toMatchObject(
			answer({
				headers: { date: 'Wed, 03 Dec 2025 10:50:05 GMT' },
				body: { created_at: '2025-12-03T10:50:00Z' },
			}),
		);
		expect(core.requests[0]?.status).toBe(200);
	});

	it('or makes the server itself late', () => {
		const rule = { kind: 'latency', ms: 5_000, clock: 'virtual', work: 'afterwards' } as const;
		const core = frozenCore({ faults: [rule] });
		const outcome = waited(exchange(core, 'POST /order', whatsappId));
		expect(outcome.clock).toBe('virtual');
		expect(core.control.account().orders).toBe(0);
		core.control.advance(5_000);
		expect(outcome.then()).toMatchObject(answer({ body: { created_at: '2025-12-03T10:50:05Z' } }));
	});

	it('combines with another fault', () => {
		const core = frozenCore({ faults: [{ kind: 'dropAfter' }, { kind: 'latency', ms: 10 }] });
		const outcome = waited(exchange(core, 'POST /order', whatsappId));
		expect(outcome.then()).toEqual({ kind: 'drop' });
		expect(core.requests).toMatchObject([{ fault: 'latency+dropAfter', orderId: 12345 }]);
	});
});
