import { describe, expect, it } from '@jest/globals';
import { callingCodes } from '../../nodes/GoSms/domain/callingCode.ts';
import { sameAmount, showMicros, toMicros } from '../../nodes/GoSms/domain/money.ts';
import { parseOrderId } from '../../nodes/GoSms/domain/order.ts';
import { filledEntriesOf, type Parsed } from '../../nodes/GoSms/domain/parsed.ts';
import { parseProjectCode } from '../../nodes/GoSms/domain/projectCode.ts';
import { allRegions, parseRegion } from '../../nodes/GoSms/domain/region.ts';
import {
	accountIdOf,
	parseApiKey,
	parseBaseUrl,
	parseRequestsPerMinute,
} from '../../nodes/GoSms/transport/connection.ts';

const uuid = '4f9c2a1e-7b3d-4e0f-9a1b-2c3d4e5f6a7b';

it.each([
	['GB, ,US', 'GB US'],
	[['GB', ' ', '', 'US'], 'GB US'],
	[undefined, ''],
	[62, '62'],
])('what was left empty is no entry: %p', (input, entries) => {
	expect(
		filledEntriesOf(input)
			.map((one) => String(one).trim())
			.join(' '),
	).toBe(entries);
});

type Parse = (input: unknown) => Parsed<string | number>;

it.each<[string, Parse, unknown, unknown]>([
	['a region', parseRegion, 'ID', 'ID'],
	['a region', parseRegion, ' us ', 'US'],
	['a region', parseRegion, 'xk', 'XK'],
	['an app', parseProjectCode, 'WhatsApp', 'whatsapp'],
	['an app', parseProjectCode, ' telegram ', 'telegram'],
	['an app', parseProjectCode, 'OT-9', 'OT-9'],
	['an app', parseProjectCode, 'my_app.v2', 'my_app.v2'],
	['an order', parseOrderId, 12345, '12345'],
	['an order', parseOrderId, ' 12345 ', '12345'],
	['an order', parseOrderId, '9007199254740993', '9007199254740993'],
	['an order', parseOrderId, '123456789012345678901', '123456789012345678901'],
	['an order', parseOrderId, '01HZX3V9KQ2M4N5P', '01HZX3V9KQ2M4N5P'],
	['an order', parseOrderId, uuid, uuid],
	['a base URL', parseBaseUrl, 'https://appsms.net/api/v1//', 'https://appsms.net/api/v1'],
	['a base URL', parseBaseUrl, 'http://localhost:3000/api//', 'http://localhost:3000/api'],
	['a base URL', parseBaseUrl, 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
	['a base URL', parseBaseUrl, 'http://127.9.9.9/api/', 'http://127.9.9.9/api'],
	['a base URL', parseBaseUrl, 'http://[::1]:3000/api/v1', 'http://[::1]:3000/api/v1'],
	['a key', parseApiKey, 'ch_abc', 'ch_abc'],
	['a key', parseApiKey, '\tch_abc \r\n', 'ch_abc'],
	['a number of requests', parseRequestsPerMinute, undefined, 300],
	['a number of requests', parseRequestsPerMinute, '', 300],
	['a number of requests', parseRequestsPerMinute, 0, 300],
	['a number of requests', parseRequestsPerMinute, 1, 1],
	['a number of requests', parseRequestsPerMinute, null, 300],
	['a number of requests', parseRequestsPerMinute, '0', 300],
	['a number of requests', parseRequestsPerMinute, 300, 300],
	['a number of requests', parseRequestsPerMinute, '100', 100],
])('%s is taken, however it is written: %#', (_name, parse, input, value) => {
	expect(parse(input)).toEqual({ ok: true, value });
});

const wrongRegions = ['', '  ', 'ZZ', 'I', 'IDN', '62', 62, null, undefined, {}, ['ID']];
const wrongIds = [0, -1, 1.5, NaN, Infinity, 2 ** 53, '', '0', '1e3', '0x10', '1/2', 'abc', null];
const wrongUrls = [
	...['', 'appsms.net', 'file:///etc/passwd', undefined, 5],
	...['http://localhost.evil.com', 'http://127.0.0.1.evil.com'],
	...['http://appsms.net/api/v1', 'http://192.168.0.1', 'http://0.0.0.0'],
	...['https://user@appsms.net', 'https://appsms.net/?a=1', 'https://appsms.net/#a'],
];
it.each<[string, Parse, string, unknown[]]>([
	['a region', parseRegion, 'ID', wrongRegions],
	['an app', parseProjectCode, 'code', ['', ' ', 'a b', '-x', 'a'.repeat(65), '<b>', 5, null]],
	['an order', parseOrderId, '12345', [...wrongIds, {}, []]],
	['a base URL', parseBaseUrl, 'https://appsms.net', wrongUrls],
	['a key', parseApiKey, 'Copy the key', ['', ' ', 'ch_', 'sk_1', 'ch_a b', 'ch_a\nb', undefined]],
	[
		'a number of requests',
		parseRequestsPerMinute,
		'300',
		[-1, 301, '301', 1.5, '1.5', 'all', true, {}],
	],
])('%s is refused, with what to do: %#', (_name, parse, remedy, inputs) => {
	const failure = { remedy: expect.stringContaining(remedy) };
	for (const input of inputs)
		expect({ input, ...parse(input) }).toMatchObject({ input, ok: false, failure });
});

describe('regions', () => {
	it('are the 249 of ISO 3166-1, the vendor’s first', () => {
		const codes = allRegions().map((region) => region.code);
		expect(codes).toHaveLength(249);
		expect(new Set(codes).size).toBe(249);
		expect(codes.slice(0, 5)).toEqual(['ID', 'US', 'GB', 'CN', 'IN']);
		for (const foreign of ['UK', 'EU', 'XK', 'SU', 'AC', 'ZZ'])
			expect(codes).not.toContain(foreign);
	});

	it.each([
		['Indonesia', 'ID'],
		['united kingdom', 'GB'],
		['UK', 'GB'],
		['Britain', 'GB'],
		['usa', 'US'],
		['Korea', 'KR'],
		['Turkey', 'TR'],
	])('“%s” is refused, with %s proposed', (input, code) => {
		const failure = { remedy: `Use the two-letter code ${code} instead.` };
		expect(parseRegion(input)).toMatchObject({ ok: false, failure });
	});

	it('share no name', () => {
		const names = allRegions().flatMap(({ name, otherNames }) => [name, ...otherNames]);
		const plain = names.map((name) => name.toLowerCase());
		expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([]);
	});
});

describe('calling codes', () => {
	it('are there for every country that Intl has a name for, and for nothing else', () => {
		const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
		const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
		const pairs = letters.flatMap((first) => letters.map((second) => first + second));
		// ISO 3166-1 reserves some without giving them to a country, and leaves the others to its users.
		const isFree = (code: string) =>
			/^(A[AC]|C[PQ]|DG|E[AUZ]|IC|TA|UN|Q[M-Z]|X[A-Z]|ZZ)$/.test(code);
		// A former code (DD, SU) or an alias (UK) is rewritten when its locale is made canonical.
		const isCurrent = (code: string) =>
			Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
		const countries = pairs.filter((code) => names.of(code) && isCurrent(code) && !isFree(code));
		expect([...callingCodes.keys()].sort()).toEqual(countries);
	});

	it('begin no other, but where a country of North America has its own area code', () => {
		const all = [...new Set([...callingCodes.values()].flat())];
		const begun = all.filter((one) => all.some((other) => other !== one && one.startsWith(other)));
		expect(begun.filter((one) => !/^1\d{3}$/.test(one))).toEqual([]);
	});

	it.each([
		['ID', ['62']],
		['US', ['1']],
		['DO', ['1809', '1829', '1849']],
		['KZ', ['7']],
		['GB', ['44']],
		['CI', ['225']],
		['HK', ['852']],
		['TL', ['670']],
	])('of %s are %j', (code, expected) => {
		expect(callingCodes.get(code)).toEqual(expected);
	});
});

describe('money (decision 12)', () => {
	it('adds without the faults of floats', () => {
		expect(toMicros(0.1) + toMicros(0.2)).toBe(toMicros(0.3));
		expect(sameAmount(0.1 + 0.2, 0.3)).toBe(true);
		expect(sameAmount(0.3, 0.300001)).toBe(false);
	});

	it.each([
		[0.5, '0.50'],
		[0, '0.00'],
		[1.234567, '1.234567'],
		[0.125, '0.125'],
		[1000, '1000.00'],
	])('shows %d as %s', (amount, text) => {
		expect(showMicros(toMicros(amount))).toBe(text);
	});
});

it.each(['ch_abc', 'http://appsms.net/ch_abc'])('the URL %p is refused without the key', (url) => {
	const refused = parseBaseUrl(url);
	const failure = { happened: expect.stringContaining('ch_***') };
	expect(refused).toMatchObject({ ok: false, failure });
	expect(JSON.stringify(refused)).not.toContain('ch_abc');
});

it('the key makes an account’s name in which it cannot be read', () => {
	const base = { baseUrl: 'https://a', apiKey: 'ch_abc' };
	expect(accountIdOf(base)).toBe(accountIdOf({ ...base }));
	expect(accountIdOf(base)).not.toBe(accountIdOf({ ...base, apiKey: 'ch_abd' }));
	expect(accountIdOf(base)).not.toBe(accountIdOf({ ...base, baseUrl: 'https://b' }));
	expect(accountIdOf(base)).not.toContain('abc');
});
