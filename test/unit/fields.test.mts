import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import type { Value } from '../../nodes/GoSms/domain/row.ts';
import {
	fieldsOf,
	idIn,
	isId,
	numberIn,
	textIn,
	timeOf,
} from '../../nodes/GoSms/transport/reading/fields.ts';
import { parseJson } from '../../nodes/GoSms/transport/reading/json.ts';

describe('a field', () => {
	const names = ['order_id', 'orderId', 'OrderID', 'order-id', 'ORDER ID'];
	it.each(names)('is found under %s', (name) => {
		expect(idIn(fieldsOf({ [name]: 5 }), 'orderid')).toBe('5');
	});

	it('is the first of several names that has a value', () => {
		const fields = fieldsOf({ phone: null, mobile: '', number: '+62' });
		expect(textIn(fields, 'phone', 'number')).toBe('+62');
		expect(textIn(fields, 'phone', 'fax')).toBe('');
	});
});

it.each<[Value, string]>([
	['0042', '0042'],
	[' 0042 ', '0042'],
	[123456, '123456'],
	[null, ''],
	[undefined, ''],
	[true, ''],
	[['0042'], '0042'],
	[[], ''],
	[['0042', '0043'], ''],
	[{ String: '0042', Valid: true }, '0042'],
	[{ String: '', Valid: false }, ''],
	[{}, ''],
])('a text is read from %p as “%s”', (value, text) => {
	expect(textIn(fieldsOf({ value }), 'value')).toBe(text);
});

it.each<[Value, number | undefined]>([
	[0.5, 0.5],
	['0.50', 0.5],
	['0.5000000000', 0.5],
	['1e-1', 0.1],
	['$0.50', 0.5],
	['¥ 3.20', 3.2],
	['0.50 USD', 0.5],
	['-2', -2],
	['.5', 0.5],
	[0, 0],
	[{ Float64: 0.5, Valid: true }, 0.5],
	[{ amount: '0.50', currency: 'USD' }, 0.5],
	[{ currency: 'USD', amount: '0.50' }, 0.5],
	[{ Float64: 0, Valid: false }, undefined],
	['', undefined],
	['free', undefined],
	['1.2.3', undefined],
	['12 of 13', undefined],
	[null, undefined],
	[true, undefined],
	[NaN, undefined],
	[Infinity, undefined],
])('a number is read from %p as %p', (value, number) => {
	expect(numberIn(fieldsOf({ value }), 'value')).toBe(number);
});

describe('an ID', () => {
	it.each<[Value, string]>([
		[12345, '12345'],
		['12345', '12345'],
		['9007199254740993', '9007199254740993'],
		['01HZX3V9KQ2M4N5P', '01HZX3V9KQ2M4N5P'],
		['4f9c2a1e-7b3d-4e0f-9a1b-2c3d4e5f6a7b', '4f9c2a1e-7b3d-4e0f-9a1b-2c3d4e5f6a7b'],
		[0, ''],
		[-1, ''],
		[1.5, ''],
		['none', ''],
		['', ''],
		[null, ''],
		[{}, ''],
	])('is read from %p as “%s”', (value, id) => {
		expect(idIn(fieldsOf({ value }), 'value')).toBe(id);
		expect(isId(id)).toBe(id !== '');
	});

	it.each([
		['{"order_id": 9007199254740993}', '9007199254740993'],
		['{"order_id":123456789012345678901234}', '123456789012345678901234'],
		['{"order_id":12345,"note":"12345678901234567890"}', '12345'],
		['\uFEFF {"order_id":12345}\n', '12345'],
	])('is exact in %s, however large', (json, id) => {
		expect(idIn(fieldsOf(Object(parseJson(json))), 'orderid')).toBe(id);
	});

	it.each<[unknown, unknown]>([
		['{"a": "9 \\" 9007199254740993"}', { a: '9 " 9007199254740993' }],
		['{"price": 0.5000000000000000000001}', { price: 0.5 }],
		['[1.5e300, -9007199254740993]', [1.5e300, '-9007199254740993']],
		['{"order_id": 1', '{"order_id": 1'],
		['{"a": "}{", "b": [1]}{"error": "unknown"}', { a: '}{', b: [1] }],
		['[1]\n{}', [1]],
		['{"a": 1} and so on', { a: 1 }],
		['<html>9007199254740993</html>', '<html>9007199254740993</html>'],
		['', ''],
		[{ parsed: true }, { parsed: true }],
	])('leaves everything else in %p as it is', (body, parsed) => {
		expect(parseJson(body)).toEqual(parsed);
	});
});

/** All of them the same moment, but for the parts of a second. */
const noon = Date.UTC(2026, 0, 2, 12, 0, 5);
const times: Array<[unknown, number | undefined]> = [
	['2026-01-02T12:00:05Z', noon],
	['2026-01-02T12:00:05.123456789Z', noon + 123],
	['2026-01-02T12:00:05,5Z', noon + 500],
	['2026-01-02T20:00:05+08:00', noon],
	['2026-01-02T20:00:05.000+0800', noon],
	['2026-01-02 20:00:05 +0800 CST', noon],
	['2026-01-02 20:00:05.123 +0800 CST m=+0.01', noon + 123],
	['2026-01-02T07:00:05-05:00', noon],
	['2026-01-02T17:30:05+05:30', noon],
	['2026-01-02 12:00:05', noon],
	['2026/01/02 12:00:05', noon],
	['2026-1-2 12:00:05', noon],
	['2026-01-02 12:00:05 UTC', noon],
	['Fri, 02 Jan 2026 12:00:05 GMT', noon],
	['Fri Jan 02 20:00:05 +0800 2026', noon],
	['2026-01-02 12:00', noon - 5_000],
	['2026-01-02', noon - 12 * 3_600_000 - 5_000],
	[noon / 1_000, noon],
	[String(noon / 1_000), noon],
	[noon, noon],
	[noon * 1_000, noon],
	[`${noon}000000`, noon],
	['0001-01-01T00:00:00Z', undefined],
	['0000-00-00 00:00:00', undefined],
	['9999-12-31T23:59:59Z', undefined],
	['1970-01-01T00:00:00Z', undefined],
	['Fri Jan 02 12:00:05 2026', undefined],
	['soon', undefined],
	['12:00:05', undefined],
	[0, undefined],
	[-1, undefined],
	['', undefined],
	[null, undefined],
	[true, undefined],
];

describe('a time', () => {
	it.each(times)('is read from %p as %p', (value, ms) => {
		expect(timeOf(value)).toBe(ms);
	});

	it.each([
		['UTC', 0],
		['Asia/Shanghai', -480],
		['America/New_York', 300],
	])('is the same where n8n’s time zone is %s', (TZ, offset) => {
		const script = `const { timeOf } = require('./nodes/GoSms/transport/reading/fields.ts');
			const read = ${JSON.stringify(times.map(([value]) => value))}.map((one) => timeOf(one) ?? null);
			console.log(JSON.stringify({ read, offset: new Date(${noon}).getTimezoneOffset() }));`;
		const options = { env: { ...process.env, TZ }, encoding: 'utf8' } as const;
		const args = ['--require', 'tsx/cjs', '-e', script];
		const { stdout, stderr } = spawnSync(process.execPath, args, options);
		expect(stderr).toBe('');
		expect(JSON.parse(stdout)).toEqual({ read: times.map(([, ms]) => ms ?? null), offset });
	});
});
