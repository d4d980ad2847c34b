import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { toNodeError } from '../../nodes/GoSms/transport/errors.ts';
import {
	classifyAnswer,
	classifyThrown,
	retryAfterOf,
	type Failure,
} from '../../nodes/GoSms/transport/failure.ts';
import {
	backoffMs,
	maxRetriesOf,
	mayRepeat,
	rateLimitPauseMs,
	surelyBoughtNothing,
} from '../../nodes/GoSms/transport/retry.ts';

const refused = (status: number, code = ''): Failure => ({
	kind: 'refused',
	status,
	code,
	text: '余额不足',
});
const page = (status: number): Failure => ({ kind: 'page', status, excerpt: 'Bad Gateway' });
const network = (code: string): Failure => classifyThrown({ code });
const unreadable: Failure = {
	kind: 'unreadable',
	status: 200,
	detail: '“x” of the order is missing',
};

/** Decision 4: what certainly bought nothing; and what may simply be sent again. */
const cases: Array<[string, Failure, { nothingBought: boolean; repeatGet: boolean }]> = [
	['400', refused(400), { nothingBought: true, repeatGet: false }],
	['401', refused(401), { nothingBought: true, repeatGet: false }],
	['402', refused(402), { nothingBought: true, repeatGet: false }],
	['403', refused(403), { nothingBought: true, repeatGet: false }],
	['404', refused(404), { nothingBought: true, repeatGet: false }],
	['429', refused(429), { nothingBought: true, repeatGet: true }],
	['a 429 page', page(429), { nothingBought: true, repeatGet: true }],
	['409', refused(409), { nothingBought: false, repeatGet: false }],
	['500', refused(500), { nothingBought: false, repeatGet: true }],
	['500 price', refused(500, 'PRICE_CALCULATION_ERROR'), { nothingBought: true, repeatGet: false }],
	['503 none left', refused(503, 'NO_AVAILABLE_NUMBER'), { nothingBought: true, repeatGet: false }],
	['503 otherwise (decision 5)', refused(503, 'BUSY'), { nothingBought: false, repeatGet: true }],
	['a 503 page (decision 5)', page(503), { nothingBought: false, repeatGet: true }],
	['a 502 page', page(502), { nothingBought: false, repeatGet: true }],
	['a redirect', page(302), { nothingBought: false, repeatGet: false }],
	['a page with 200', page(200), { nothingBought: false, repeatGet: true }],
	['an unreadable answer', unreadable, { nothingBought: false, repeatGet: true }],
	['ECONNREFUSED', network('ECONNREFUSED'), { nothingBought: true, repeatGet: true }],
	['ENOTFOUND', network('ENOTFOUND'), { nothingBought: true, repeatGet: true }],
	['a bad certificate', network('CERT_HAS_EXPIRED'), { nothingBought: true, repeatGet: false }],
	[
		'n8n’s SSRF protection',
		classifyThrown({ name: 'NodeApiError', cause: { name: 'SsrfBlockedIpError' } }),
		{ nothingBought: true, repeatGet: false },
	],
	['ECONNRESET', network('ECONNRESET'), { nothingBought: false, repeatGet: true }],
	['a time-out', network('ECONNABORTED'), { nothingBought: false, repeatGet: true }],
	['an unknown network failure', network('EWEIRD'), { nothingBought: false, repeatGet: true }],
];

it.each(cases)('%s', (_name, failure, { nothingBought, repeatGet }) => {
	expect(surelyBoughtNothing(failure)).toBe(nothingBought);
	expect(mayRepeat('safe', failure)).toBe(repeatGet);
	expect(mayRepeat('purchase', failure)).toBe(repeatGet && nothingBought);
});

it.each([
	['purchase', 'a refusal by the limits', refused(429), 8],
	['purchase', 'a page that says so', page(429), 8],
	['purchase', 'a lost connection', network('ECONNREFUSED'), 3],
	['safe', 'a refusal by the limits', refused(429), 3],
] as const)('a call (%s) is tried again after %s', (repeat, _name, failure, times) => {
	expect(maxRetriesOf(repeat, failure)).toBe(times);
});

describe('an answer', () => {
	const answer = (status: number, body: unknown, headers = {}) =>
		classifyAnswer({ status, headers, body }, 0);

	it.each([
		['an object', 200, { order_id: 1, code: '1234', status: 'received' }],
		['an order with an empty error', 200, { order_id: 1, error: '' }],
	])('is a success with %s', (_name, status, body) => {
		expect(answer(status, body)).toBeUndefined();
	});

	it.each<[string, number, unknown, object]>([
		['the API’s refusal', 402, { error: '余额不足', code: 'X' }, refusedLike('X', '余额不足')],
		['a code alone', 503, { code: 'NO_AVAILABLE_NUMBER' }, refusedLike('NO_AVAILABLE_NUMBER', '')],
		['a refusal with status 200', 200, { error: '错误' }, refusedLike('', '错误')],
		['HTML', 502, '<html><title>502 Bad</title><p>x', { kind: 'page', excerpt: '502 Bad' }],
		['broken JSON', 200, '{"order_id": 1', { kind: 'page', excerpt: '{"order_id": 1' }],
		['nothing', 204, '', { kind: 'page', excerpt: '' }],
		['a list', 200, [], { kind: 'page' }],
		['other JSON', 500, { message: 'no' }, { kind: 'page', excerpt: '{"message":"no"}' }],
	])('is a failure with %s', (_name, status, body, expected) => {
		expect(answer(status, body)).toMatchObject({ status, ...expected });
	});

	function refusedLike(code: string, text: string) {
		return { kind: 'refused', code, text };
	}
});

it.each([
	['7', 7_000],
	['0', 0],
	['1.5', 1_500],
	['Thu, 01 Jan 1970 00:00:09 GMT', 4_000],
	['Thu, 01 Jan 1970 00:00:01 GMT', 0],
	['', undefined],
	['soon', undefined],
	[undefined, undefined],
])('Retry-After %p is %p ms (decision 11)', (header, ms) => {
	expect(retryAfterOf(header, 5_000)).toBe(ms);
});

it.each([0, 0.5, 0.999])('waits as long as agreed, with chance %d', (random) => {
	for (const [attempt, most] of [
		[1, 500],
		[2, 1_000],
		[3, 2_000],
	] as const) {
		const wait = backoffMs(page(502), attempt, random);
		expect(wait).toBeGreaterThanOrEqual(most / 2);
		expect(wait).toBeLessThanOrEqual(most);
	}
	const pause = rateLimitPauseMs(refused(429), random);
	expect(pause).toBeGreaterThanOrEqual(5_000);
	expect(pause).toBeLessThanOrEqual(10_000);
	expect(rateLimitPauseMs({ ...page(429), retryAfterMs: 2_000 } as Failure, random)).toBe(2_000);
	expect(rateLimitPauseMs({ ...page(429), retryAfterMs: 0 } as Failure, random)).toBe(1_000);
});

it.each([
	[{ httpCode: 'ECONNREFUSED' }, 'ECONNREFUSED'],
	[{ cause: { code: 'ECONNRESET' } }, 'ECONNRESET'],
	[{ httpCode: '500', cause: { cause: { code: 'ETIMEDOUT' } } }, 'ETIMEDOUT'],
	[
		{ message: 'The request was blocked because it resolves to a restricted IP address' },
		'SSRF_BLOCKED',
	],
	[new Error('boom'), 'UNKNOWN'],
	['boom', 'UNKNOWN'],
])('finds the code in %p', (thrown, code) => {
	expect(classifyThrown(thrown)).toMatchObject({ kind: 'network', code });
});

describe('what the user reads', () => {
	const node: INode = {
		id: '1',
		name: 'GoSMS',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const all: Failure[] = [
		...cases.map(([, failure]) => failure),
		refused(418),
		page(404),
		{ kind: 'stopped' },
	];

	it.each(all.map((failure) => [failure]))('says what happened and what to do: %p', (failure) => {
		const told = toNodeError(node, failure, { itemIndex: 3, ofMany: true });
		expect(told.message).toMatch(/^[A-Z].+\. [A-Z].+\. \[item 3\]$|; .+\. \[item 3\]$/);
		expect(told.message).not.toMatch(/error|problem|failure|mistake/i);
		expect(told.context.itemIndex).toBe(3);
		if (failure.kind === 'refused') expect(told.description).toContain('余额不足');
		if ('status' in failure) expect(told.description).toContain(String(failure.status));
	});

	it('does not number a single item', () => {
		expect(toNodeError(node, page(502), { itemIndex: 0, ofMany: false }).message).not.toContain(
			'[Item',
		);
	});
});
