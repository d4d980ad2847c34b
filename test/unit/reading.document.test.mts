import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import * as read from '../../nodes/GoSms/transport/reading/answers.ts';
import type { Reader } from '../../nodes/GoSms/transport/reading/answers.ts';

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

const readers: Array<[string, Reader<object>]> = [
	['balance', read.readBalance],
	['new order', read.readOrder],
	['pending order', read.readOrder],
	['received order', read.readOrder],
	['cancellation', read.readCancellation],
	['profile', read.readProfile],
	['transactions', read.readTransactions],
	['orders', read.readOrders],
];

it('there is a sample for each answer', () => {
	expect(samples()).toHaveLength(readers.length);
});

it.each(readers.map(([name, reader], index) => [name, reader, index] as const))(
	'the vendor’s sample of a %s is understood, and passed on with fields that were added',
	(_name, reader, index) => {
		const body = { ...samples()[index], added: { later: true } };
		const result = reader({ status: 200, headers: {}, body });
		const value = result.ok ? result.value : {};
		if ('items' in value) expect(value).toMatchObject({ skipped: 0, total: expect.any(Number) });
		else expect('row' in value ? value.row : value).toBe(body);
	},
);
