import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
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
