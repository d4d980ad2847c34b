import { describe, expect, it } from '@jest/globals';
import {
	classifyAnswer,
	classifyThrown,
	classifyUnread,
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
import { toNodeError } from '../../nodes/GoSms/transport/words/errors.ts';
import { nodeOf } from '../support/parameters.mts';

const of = (status: number, body: unknown, headers = {}): Failure => {
	const failure = classifyAnswer({ status, headers, body }, 0);
	return failure ?? classifyUnread({ status, headers, body }, 'order_id');
};
const refused = (status: number, code = '') => of(status, { error: '出错了', code });
const page = (status: number, headers = {}) => of(status, '<title>Bad Gateway</title>', headers);
const network = (code: string): Failure => classifyThrown({ code });
const blocked = classifyThrown({ name: 'NodeApiError', cause: { name: 'SsrfBlockedIpError' } });
const unreadable = of(200, { hello: 'world' });

/** Decision 4: whether it certainly bought nothing, and whether a safe call is simply sent again. */
const cases: Array<[string, Failure, boolean, boolean]> = [
	['400', refused(400), true, false],
	['401', refused(401), true, false],
	['402', refused(402), true, false],
	['403', refused(403), true, false],
	['404', refused(404), true, false],
	['429', refused(429), true, true],
	['a 429 page', page(429), true, true],
	['409', refused(409), true, false],
	['500', refused(500), false, true],
	['500 price', refused(500, 'PRICE_CALCULATION_ERROR'), true, false],
	['503 none left', refused(503, 'NO_AVAILABLE_NUMBER'), true, false],
	['503 otherwise (decision 5)', refused(503, 'BUSY'), false, true],
	['a 503 page (decision 5)', page(503), false, true],
	['a 502 page', page(502), false, true],
	['a redirect', page(302), false, false],
	['a page with 200', page(200), false, true],
	['an unreadable answer', unreadable, false, false],
	['ECONNREFUSED', network('ECONNREFUSED'), true, true],
	['ENOTFOUND', network('ENOTFOUND'), true, true],
	['a bad certificate', network('CERT_HAS_EXPIRED'), true, false],
	['a TLS connection that broke', network('ERR_SSL_WRONG_VERSION_NUMBER'), false, false],
	['n8n’s SSRF protection', blocked, true, false],
	['ECONNRESET', network('ECONNRESET'), false, true],
	['a route that was lost', network('EHOSTUNREACH'), false, true],
	['a time-out', network('ECONNABORTED'), false, true],
	['an unknown network failure', network('EWEIRD'), false, true],
];

it.each(cases)('%s', (_name, failure, nothingBought, repeatGet) => {
	expect(surelyBoughtNothing(failure)).toBe(nothingBought);
	expect(mayRepeat('safe', failure)).toBe(repeatGet);
	expect(mayRepeat('once', failure)).toBe(repeatGet && nothingBought);
});

it.each([
	['once', 'a refusal by the limits', refused(429), 8],
	['once', 'a page that says so', page(429), 8],
	['once', 'a lost connection', network('ECONNREFUSED'), 3],
	['safe', 'a refusal by the limits', refused(429), 3],
] as const)('a call (%s) is tried again after %s', (repeat, _name, failure, times) => {
	expect(maxRetriesOf(repeat, failure)).toBe(times);
});

it.each<[string, Failure, object]>([
	['HTML', of(502, '<html><title>502 Bad</title><p>x'), { kind: 'page', excerpt: '502 Bad' }],
	['broken JSON', of(200, '{"order_id": 1'), { kind: 'page', excerpt: '{"order_id": 1' }],
	['nothing', of(204, ''), { kind: 'page', excerpt: '' }],
	['a redirect', of(302, '', { location: 'https://a.b' }), { excerpt: 'redirect to https://a.b' }],
	['other JSON', unreadable, { kind: 'unreadable', excerpt: '{"hello":"world"}' }],
	['a list', of(200, []), { kind: 'unreadable', detail: 'it has no “order_id”' }],
	['JSON with 4xx', of(404, {}), { kind: 'refused', code: '', text: '' }],
])('%s is shown as it was', (_name, failure, expected) => {
	expect(failure).toMatchObject(expected);
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

const told = (retryAfter: string) => page(429, { 'retry-after': retryAfter });
it.each<{ name: string; ms: number | undefined; least: number; most: number }>`
	name                                  | ms                                                                              | least     | most
	${'after a 429, five to ten seconds'} | ${rateLimitPauseMs(refused(429), 0)}                                            | ${5_000}  | ${5_000}
	${'with chance'}                      | ${rateLimitPauseMs(refused(429), 0.999)}                                        | ${9_900}  | ${10_000}
	${'what the server says'}             | ${rateLimitPauseMs(told('2'), 0)}                                               | ${2_000}  | ${2_000}
	${'a second at least'}                | ${rateLimitPauseMs(told('0'), 0)}                                               | ${1_000}  | ${1_000}
	${'a minute at the most'}             | ${rateLimitPauseMs(told('3600'), 0)}                                            | ${60_000} | ${60_000}
	${'after others, doubling'}           | ${backoffMs(page(502), 1, 0)}                                                   | ${250}    | ${250}
	${'the second time'}                  | ${backoffMs(page(502), 2, 0.999)}                                               | ${990}    | ${1_000}
	${'the third time'}                   | ${backoffMs(page(502), 3, 0)}                                                   | ${1_000}  | ${1_000}
	${'what it says'}                     | ${backoffMs(page(503, { 'retry-after': '7' }), 1, 0)}                           | ${7_000}  | ${7_000}
	${'ten seconds at the most'}          | ${backoffMs(page(503, { 'retry-after': '300' }), 1, 0)}                         | ${10_000} | ${10_000}
	${'a date too'}                       | ${backoffMs(page(503, { 'retry-after': new Date(4_000).toUTCString() }), 1, 0)} | ${4_000}  | ${4_000}
`('what is waited is $name (decision 11)', ({ ms, least, most }) => {
	expect(ms).toBeGreaterThanOrEqual(least);
	expect(ms).toBeLessThanOrEqual(most);
});

it.each([
	[{ httpCode: 'ECONNREFUSED' }, 'ECONNREFUSED'],
	[{ cause: { code: 'ECONNRESET' } }, 'ECONNRESET'],
	[{ httpCode: '500', cause: { cause: { code: 'ETIMEDOUT' } } }, 'ETIMEDOUT'],
	[{ message: 'It resolves to a restricted IP address' }, 'SSRF_BLOCKED'],
	[new Error('boom'), 'UNKNOWN'],
	['boom', 'UNKNOWN'],
])('finds the code in %p', (thrown, code) => {
	expect(classifyThrown(thrown)).toMatchObject({ kind: 'network', code });
});

describe('what the user reads', () => {
	const node = nodeOf('GoSMS', 'n8n-nodes-gosms.goSms');
	const others: Failure[] = [refused(418), page(404), { kind: 'stopped' }];
	const all = [...cases.map(([, failure]) => failure), ...others];

	it.each(all)('says what happened and what to do: %p', (failure) => {
		const told = toNodeError(node, failure, { itemIndex: 3, ofMany: true });
		expect(told.message).toMatch(/^(n8n|[A-Z]).+\. [A-Z].+\. \[item 3\]$|; .+\. \[item 3\]$/);
		expect(told.message).not.toMatch(/error|problem|failure|mistake/i);
		expect(told.context.itemIndex).toBe(3);
		if (failure.kind === 'refused') expect(told.description).toContain('出错了');
		if ('status' in failure) expect(told.description).toContain(String(failure.status));
	});

	it('does not number a single item', () => {
		const told = toNodeError(node, page(502), { itemIndex: 0, ofMany: false });
		expect(told.message).not.toMatch(/\[item/i);
	});
});
