import { createRandom } from '../sandbox/core/random.mts';
import type { Cell } from './cells.mts';

/** What once lost codes and money: by group, every job that may meet it. */
const known: Record<string, readonly string[]> = {
	'Money and account': ['price is a text'],
	'IDs of an order': [
		'order_id is a text',
		'order_id is above 2^53',
		'order_id is named id',
		'no answer has an ID',
	],
	Envelopes: ['{code: 0, message, data}'],
	'Fields of an order': ['phone is null', 'phone is a number', 'region is a name in lists'],
	'Code and text': [
		'code is a number',
		'code with leading zeros',
		'code and text come 3 s after the status',
		'the status stays pending with the code',
	],
	Statuses: [
		'received is "RECEIVED"',
		'received is "success"',
		'pending is "processing"',
		'pending is null',
		'expired is 4',
		'all are objects',
		'an overdue order is pending for ever',
	],
	Lists: [
		'the list has its last row with the phone null',
		'the list has null among its rows',
		'total is 0',
		'the status filter is ignored',
		'oldest first, and at most 20 rows a page',
		'the page is ignored: it is always the first',
		'the list has its rows twice',
	],
	'Closed doors': [
		'GET /order/{id} is answered 200 {} for good',
		'everything is answered: 403 challenge page',
	],
	'No ledger': [
		'transactions are answered: 404 of the API',
		'transactions are answered: 500 of the API',
	],
	Errors: [
		'no money: 402 {message}',
		'no money: 402 {code, msg}, the code a number',
		'no money: 402 {error: {code, message}}',
		'no money: 402 a text',
		'no number in stock: 200 {code, message}',
		'no number in stock: 404 {error}',
		'no number in stock: 409 {error}',
		'no number in stock: 422 {error}',
		'no number in stock: 500 {error}',
	],
	Cancelling: [
		'not given back: 200 {success: false}',
		'not given back: 200 and nothing back',
		'not given back, and the SMS comes: 200 words of refusal',
	],
	Times: [
		'the Date header is 2 s ahead of the database',
		'the Date header is 3 s ahead of the database',
		'the database is 1 h behind the Date header',
		'all times have no zone',
		'all times are local ones of China, marked Z',
		'expired_at is Go’s zero time',
	],
	'Slow answers': ['all answers take 4 s'],
	'Stray answers to a look': [
		'one look is answered: 401 page',
		'one look is answered: 403 of the API',
		'one look is answered: 404 page',
		'one look is answered: 400 of the API',
	],
};

const restOfThem = 60;

/** A share of the known cells and of some others; the same in every run. */
export function sampleOf(cells: readonly Cell[], share: number): Cell[] {
	const isKnown = ({ group, deviation }: Cell) =>
		known[group.name]?.includes(deviation.name) === true;
	const rest = cells.filter((cell) => !isKnown(cell));
	const random = createRandom(12);
	const chosen = new Set(
		Array.from({ length: restOfThem }, () => random.between(0, rest.length - 1)),
	);
	const sample = [...cells.filter(isKnown), ...rest.filter((_, index) => chosen.has(index))];
	return sample.filter(() => random.next() < share);
}

/** Names that no row of the tables has. */
export function strangersIn(cells: readonly Cell[]): string[] {
	return Object.entries(known).flatMap(([group, names]) =>
		names.filter(
			(name) => !cells.some((one) => one.group.name === group && one.deviation.name === name),
		),
	);
}
