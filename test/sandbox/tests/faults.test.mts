import { describe, expect, it } from '@jest/globals';

import type { Outcome } from '../core/exchange.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { exchange, frozenCore, unlimited, whatsappId } from './frozenCore.mts';

const answer = (status: number, more: { headers?: object; body?: unknown } = {}) => ({
	kind: 'answer',
	answer: { status, ...more },
});
const page = (status: number, title: string) => {
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return answer(status, { headers, body: expect.stringContaining(`<h1>${status} ${title}</h1>`) });
};
const retryAfter = (value: unknown) => ({ 'retry-after': value });
const noRetryAfter = expect.not.objectContaining(retryAfter(expect.anything()));

const internal = { error: '服务器内部错误', code: 'INTERNAL_ERROR' };
const echo = { error: expect.stringContaining('Bearer ch_sandbox') };
const half = expect.stringMatching(/^\{"order_id":12345,.*[^}]$/);
const location = 'https://elsewhere.example/';

/** The fault, and what becomes of a purchase under it. */
type Case = [rule: FaultRule, outcome: object];

const bought: Case[] = [
	[{ kind: 'dropAfter' }, { kind: 'drop' }],
	[{ kind: 'dropMidway' }, { kind: 'drop', partOf: { status: 200 } }],
	[{ kind: 'hang', work: true }, { kind: 'hang' }],
	[{ kind: 'error500', work: true }, answer(500)],
	[{ kind: 'html502', work: true }, answer(502)],
	[{ kind: 'html504', work: true }, page(504, 'Gateway Time-out')],
	[{ kind: 'brokenJson' }, answer(200, { body: half })],
	[{ kind: 'emptyBody' }, answer(200, { body: '' })],
	[{ kind: 'wrongShape' }, answer(200, { body: '{"ok":true}' })],
	[{ kind: 'wrongShape', body: null }, answer(200, { body: 'null' })],
];

const notBought: Case[] = [
	[{ kind: 'dropBefore' }, { kind: 'drop' }],
	[{ kind: 'hang' }, { kind: 'hang' }],
	[{ kind: 'error500' }, answer(500, { body: internal })],
	[{ kind: 'error500Html' }, page(500, 'Internal Server Error')],
	[{ kind: 'html502' }, page(502, 'Bad Gateway')],
	[{ kind: 'html503' }, page(503, 'Service Temporarily Unavailable')],
	[{ kind: 'wrongShape', body: [], work: false }, answer(200, { body: '[]' })],
	[{ kind: 'rateLimited' }, answer(429, { headers: noRetryAfter, body: { code: 'RATE_LIMITED' } })],
	[{ kind: 'rateLimited', retryAfterSeconds: 7 }, answer(429, { headers: retryAfter('7') })],
	[
		{ kind: 'rateLimited', retryAfterSeconds: 7, asDate: true },
		answer(429, { headers: retryAfter('Wed, 03 Dec 2025 10:50:07 GMT') }),
	],
	[{ kind: 'redirect', location }, answer(302, { headers: { location } })],
	[{ kind: 'echoKey', status: 400 }, answer(400, { body: echo })],
	[{ kind: 'outage', durationMs: 1_000 }, { kind: 'drop' }],
	[{ kind: 'outage', durationMs: 1_000, as: 'html503' }, answer(503)],
];

/** @param orderId the order that is made all the same */
const expectCase = (rule: FaultRule, outcome: object, orderId: number | null) => {
	const core = frozenCore({ faults: [rule] });
	expect(exchange(core, 'POST /order', whatsappId)).toMatchObject(outcome);
	expect(core.control.account().orders).toBe(orderId === null ? 0 : 1);
	expect(core.requests).toMatchObject([{ endpoint: 'create', fault: rule.kind, orderId }]);
	expect(core.violations).toEqual([]);
};

it.each(bought)('a purchase is made under %j', (rule, outcome) => expectCase(rule, outcome, 12345));
it.each(notBought)('no purchase is made under %j', (rule, outcome) =>
	expectCase(rule, outcome, null),
);

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
