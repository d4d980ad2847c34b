import type { Change, Deviation, Group } from '../deviation.mts';
import { all, isSuccess, lists, rowsOf, withHeader, withoutHeader } from './edit.mts';

const text =
	(edit: (text: string) => string): Change =>
	(answer) => ({ ...answer, text: edit(answer.text) });

const contentType =
	(value: string): Change =>
	(answer) =>
		withHeader('content-type', value, answer);

const status =
	(shown: number): Change =>
	(answer) =>
		isSuccess(answer) ? { ...answer, status: shown } : answer;

const escaped = (json: string) =>
	json.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const forms: Record<string, Change> = {
	'a BOM before the JSON': text((json) => `\uFEFF${json}`),
	'a newline after the JSON': text((json) => `${json}\n`),
	'blanks around the JSON': text((json) => `\r\n  ${json}\t\r\n`),
	'a second answer behind the JSON': text((json) => `${json}{"error":"unknown"}`),
	'indented JSON': text((json) => JSON.stringify(JSON.parse(json), null, 4)),
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
	'many more headers': (answer) => {
		const more = { 'x-ratelimit-remaining': '0', 'retry-after': '30', age: '5' };
		return { ...answer, headers: { ...answer.headers, ...more } };
	},
	'201 for every success': status(201),
	'202 for every success': status(202),
	'203 for every success': status(203),
	'206 for every success': status(206),
};

const slow = (what: string, seconds: number, on: Deviation['on'] = all): Deviation => ({
	name: `${what} take ${seconds} s`,
	on,
	change: (answer) => ({ ...answer, delayMs: seconds * 1_000 }),
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
		...[1, 4, 10].map((seconds) => slow('all answers', seconds)),
		...[4, 20].map((seconds) => slow('purchases', seconds, ['create'])),
		...[4, 12].map((seconds) => slow('lists', seconds, lists)),
		slow('looks', 8, ['order']),
		slow('cancels', 15, ['cancel']),
	],
};
