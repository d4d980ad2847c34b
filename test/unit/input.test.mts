import { describe, expect, it } from '@jest/globals';
import { callingCodes } from '../../nodes/GoSms/domain/callingCode.ts';
import { sameAmount, showMicros, toMicros } from '../../nodes/GoSms/domain/money.ts';
import { parseOrderId } from '../../nodes/GoSms/domain/order.ts';
import { filledEntriesOf } from '../../nodes/GoSms/domain/parsed.ts';
import { parseProjectCode } from '../../nodes/GoSms/domain/projectCode.ts';
import { allRegions, parseRegion } from '../../nodes/GoSms/domain/region.ts';
import {
	accountIdOf,
	parseApiKey,
	parseBaseUrl,
	parseRequestsPerMinute,
} from '../../nodes/GoSms/transport/connection.ts';

it.each([
	['GB, ,US', ['GB', 'US']],
	[
		['GB', ' ', '', 'US'],
		['GB', 'US'],
	],
	[undefined, []],
	[62, [62]],
])('what was left empty is no entry: %p', (input, entries) => {
	expect(filledEntriesOf(input).map((one) => (typeof one === 'string' ? one.trim() : one))).toEqual(
		entries,
	);
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
		['ID', 'ID'],
		[' us ', 'US'],
		['xk', 'XK'],
	])('“%s” is %s', (input, code) => {
		expect(parseRegion(input)).toEqual({ ok: true, value: code });
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
		const hint = `Use the two-letter code ${code} instead.`;
		expect(parseRegion(input)).toMatchObject({ ok: false, hint });
	});

	it.each(['', '  ', 'ZZ', 'I', 'IDN', '62', 62, null, undefined, {}, ['ID']])(
		'%p is refused',
		(input) => {
			expect(parseRegion(input).ok).toBe(false);
		},
	);

	it('share no name', () => {
		const names = allRegions().flatMap(({ name, otherNames }) => [name, ...otherNames]);
		const plain = names.map((name) => name.toLowerCase());
		expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([]);
	});
});

describe('calling codes', () => {
	it('are there for every country, and for none that there is not', () => {
		const codes = allRegions().map((region) => region.code);
		expect([...callingCodes.keys()].sort()).toEqual([...codes].sort());
		expect(allRegions().filter((region) => region.callingCodes.length === 0)).toEqual([]);
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

describe('app codes', () => {
	it.each([
		['WhatsApp', 'whatsapp'],
		[' telegram ', 'telegram'],
		['OT-9', 'OT-9'],
		['my_app.v2', 'my_app.v2'],
	])('“%s” is %s', (input, code) => {
		expect(parseProjectCode(input)).toEqual({ ok: true, value: code });
	});

	it.each(['', ' ', 'two words', '-x', 'a'.repeat(65), '<b>', 5, null])(
		'%p is refused',
		(input) => {
			expect(parseProjectCode(input).ok).toBe(false);
		},
	);
});

describe('order IDs', () => {
	it.each([
		[12345, '12345'],
		['12345', '12345'],
		[' 12345 ', '12345'],
		['9007199254740993', '9007199254740993'],
		['123456789012345678901', '123456789012345678901'],
		['01HZX3V9KQ2M4N5P', '01HZX3V9KQ2M4N5P'],
		['4f9c2a1e-7b3d-4e0f-9a1b-2c3d4e5f6a7b', '4f9c2a1e-7b3d-4e0f-9a1b-2c3d4e5f6a7b'],
	])('%p is %s', (input, value) => {
		expect(parseOrderId(input)).toEqual({ ok: true, value });
	});

	it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53, '', '0', '1e3', '0x10', '1/2', 'abc', null, {}, []])(
		'%p is refused',
		(input) => {
			expect(parseOrderId(input)).toMatchObject({
				ok: false,
				hint: expect.stringContaining('12345'),
			});
		},
	);
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

describe('the base URL', () => {
	it.each([
		'https://appsms.net/api/v1',
		'http://localhost:3000/api',
		'http://127.0.0.1:8080',
		'http://127.9.9.9/api',
		'http://[::1]:3000/api/v1',
	])('%s is taken', (url) => {
		expect(parseBaseUrl(`${url}//`)).toEqual({ ok: true, value: url });
	});

	it.each([
		'',
		'appsms.net',
		'http://appsms.net/api/v1',
		'http://localhost.evil.com',
		'http://127.0.0.1.evil.com',
		'http://192.168.0.1',
		'http://0.0.0.0',
		'https://user@appsms.net',
		'https://appsms.net/?a=1',
		'https://appsms.net/#a',
		'file:///etc/passwd',
		undefined,
		5,
	])('%p is refused', (url) => {
		expect(parseBaseUrl(url).ok).toBe(false);
	});

	it.each(['ch_abc', 'http://appsms.net/api/ch_abc'])('%p is refused without the key', (url) => {
		const refused = parseBaseUrl(url);
		expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('ch_***') });
		expect(JSON.stringify(refused)).not.toContain('ch_abc');
	});
});

describe('the key', () => {
	it.each(['', ' ', 'ch_', 'sk_123', 'ch_a b', 'ch_a\nb', undefined])('%p is refused', (key) => {
		expect(parseApiKey(key).ok).toBe(false);
	});

	it.each(['ch_abc', ' ch_abc', 'ch_abc\n', '\tch_abc \r\n'])(
		'%j is taken without its spaces',
		(key) => {
			expect(parseApiKey(key)).toEqual({ ok: true, value: 'ch_abc' });
		},
	);

	it('is not repeated when it is refused', () => {
		expect(JSON.stringify(parseApiKey('sk_secret'))).not.toContain('sk_secret');
	});

	it('makes an account’s name in which it cannot be read', () => {
		const base = { baseUrl: 'https://a', apiKey: 'ch_abc' };
		expect(accountIdOf(base)).toBe(accountIdOf({ ...base }));
		expect(accountIdOf(base)).not.toBe(accountIdOf({ ...base, apiKey: 'ch_abd' }));
		expect(accountIdOf(base)).not.toBe(accountIdOf({ ...base, baseUrl: 'https://b' }));
		expect(accountIdOf(base)).not.toContain('abc');
	});
});

it.each([
	[undefined, 300],
	['', 300],
	[0, 300],
	[1, 1],
	[300, 300],
])('%p requests per minute are %d', (input, value) => {
	expect(parseRequestsPerMinute(input)).toEqual({ ok: true, value });
});

it.each([-1, 301, 1.5, '10', true, {}])('%p requests per minute are refused', (input) => {
	expect(parseRequestsPerMinute(input).ok).toBe(false);
});
