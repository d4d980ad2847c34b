import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../nodes/GoSms/transport/failure.ts';
import * as wire from '../../nodes/GoSms/transport/wire.ts';

type Read = (body: unknown) => Result<unknown>;

/** The sample answers of the vendor's document, in their order. */
function samples(): Array<Record<string, unknown>> {
	const document = process.env.GOSMS_API_DOCUMENT ?? '../shared/gosms-api.zh.txt';
	const text = readFileSync(document, 'utf8');
	const starts = [...text.matchAll(/响应示例[^\n]*\n(?=\{)/g)];
	return starts.map((start) => {
		const from = start.index + start[0].length;
		return JSON.parse(text.slice(from, endOfObject(text, from))) as Record<string, unknown>;
	});
}

/** The document has lost its indentation, so only the braces tell where an object ends. */
function endOfObject(text: string, from: number): number {
	let depth = 0;
	for (let at = from; ; at++) {
		if (text[at] === '{') depth += 1;
		if (text[at] === '}') depth -= 1;
		if (depth === 0) return at + 1;
	}
}

const readers: Array<[string, Read]> = [
	['balance', wire.toBalance],
	['new order', wire.toOrder],
	['pending order', wire.toOrder],
	['received order', wire.toOrder],
	['cancellation', wire.toCancellation],
	['profile', wire.toProfile],
	['transactions', wire.toTransactionPage],
	['orders', wire.toOrderPage],
];

it('there is a sample for each answer', () => {
	expect(samples()).toHaveLength(readers.length);
});

it.each(readers.map(([name, read], index) => [name, read, index] as const))(
	'the vendor’s sample of a %s is understood, and passed on with fields that were added',
	(_name, read, index) => {
		const body = { ...samples()[index], added: { later: true } };
		const result = read(body);
		expect(result.ok).toBe(true);
		if (result.ok && !('rows' in Object(result.value))) expect(result.value).toBe(body);
	},
);

describe('an order', () => {
	const order = { order_id: 1, phone: '+1', project_code: 'a', region: 'ID', status: 'pending' };

	it.each([
		['order_id', '1'],
		['order_id', 1.5],
		['order_id', -1],
		['phone', undefined],
		['status', 5],
		['region', null],
		['project_code', undefined],
		['price', '0.5'],
		['code', 123456],
		['expired_at', 1735689600],
	])('is not understood with %s %p, and the complaint names the field', (field, value) => {
		const result = wire.toOrder({ ...order, [field]: value });
		expect(result).toMatchObject({
			ok: false,
			failure: { kind: 'unreadable', detail: expect.stringContaining(`“${field}”`) },
		});
	});

	it('that is not understood may name itself', () => {
		expect(wire.toOrder({ order_id: 7 })).toMatchObject({ failure: { orderId: 7 } });
	});

	it.each([null, [], 'text', 5])('is not %p', (body) => {
		expect(wire.toOrder(body).ok).toBe(false);
	});

	it('may lack what is documented for others only', () => {
		expect(wire.toOrder({ ...order, code: null, content: null }).ok).toBe(true);
	});
});

describe('a list', () => {
	it('may be null when it is empty', () => {
		expect(wire.toOrderPage({ orders: null, total: 0 })).toEqual({
			ok: true,
			value: { rows: [], total: 0 },
		});
	});

	it.each([{}, { orders: {} }, { orders: [{}] }, { orders: 'none' }])(
		'is not understood as %p',
		(body) => {
			expect(wire.toOrderPage(body).ok).toBe(false);
		},
	);
});
