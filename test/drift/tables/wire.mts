import type { Answer, Deviation, Group } from '../deviation.mts';
import { all, bodyOf, isSuccess, rowsOf, withHeader, withoutHeader } from './edit.mts';

const text =
	(edit: (text: string) => string) =>
	(answer: Answer): Answer => ({
		...answer,
		text: edit(answer.text),
	});

const contentType = (value: string) => (answer: Answer) =>
	withHeader('content-type', value, answer);

const status =
	(shown: number) =>
	(answer: Answer): Answer =>
		isSuccess(answer) ? { ...answer, status: shown } : answer;

const escaped = (json: string) =>
	json.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const forms: Record<string, (answer: Answer) => Answer> = {
	'a BOM before the JSON': text((json) => `\uFEFF${json}`),
	'a newline after the JSON': text((json) => `${json}\n`),
	'blanks around the JSON': text((json) => `\r\n  ${json}\t\r\n`),
	'a second answer behind the JSON': text((json) => `${json}{"error":"unknown"}`),
	'indented JSON': (answer) => ({ ...answer, text: JSON.stringify(bodyOf(answer), null, 4) }),
	'every letter beyond ASCII escaped': text(escaped),
	'+, < and > escaped, as Go does': text((json) => json.replaceAll('+', '\\u002b')),
	'a guard before the JSON': text((json) => `)]}',\n${json}`),
	'content type text/plain': contentType('text/plain; charset=utf-8'),
	'content type text/html': contentType('text/html; charset=utf-8'),
	'content type application/octet-stream': contentType('application/octet-stream'),
	'content type text/json': contentType('text/json'),
	'content type application/problem+json': contentType('application/problem+json'),
	'content type with gbk': contentType('application/json; charset=gbk'),
	'an empty content type': contentType(''),
	'no content type': (answer) => withoutHeader('content-type', answer),
	'many more headers': (answer) => ({
		...answer,
		headers: { ...answer.headers, 'x-ratelimit-remaining': '0', 'retry-after': '30', age: '5' },
	}),
	'201 for every success': status(201),
	'202 for every success': status(202),
	'203 for every success': status(203),
	'206 for every success': status(206),
};

const slow = (name: string, delayMs: number, on: Deviation['on'] = all): Deviation => ({
	name,
	on,
	change: (answer) => ({ ...answer, delayMs }),
});

export const wire: Group = {
	name: 'Wire',
	what: 'BOM, blanks, other content types, other kinds of success.',
	rows: rowsOf('', all, forms, (change) => change),
};

export const slowness: Group = {
	name: 'Slow answers',
	what: 'Answers take seconds.',
	rows: [
		slow('all answers take 1 s', 1_000),
		slow('all answers take 4 s', 4_000),
		slow('all answers take 10 s', 10_000),
		slow('purchases take 4 s', 4_000, ['create']),
		slow('purchases take 20 s', 20_000, ['create']),
		slow('lists take 4 s', 4_000, ['orders', 'transactions']),
		slow('lists take 12 s', 12_000, ['orders', 'transactions']),
		slow('looks take 8 s', 8_000, ['order']),
		slow('cancels take 15 s', 15_000, ['cancel']),
	],
};
