import { writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { createRandom } from '../sandbox/core/random.mts';
import { share } from '../support/length.mts';
import { cells, groups, jobs, judge, nameOf, type Cell } from './cells.mts';
import type { Group } from './deviation.mts';
import { lossesOf, newlyRefused, pageFile, readPage, untouchedOf, withSummary } from './report.mts';

/** What once lost codes and money: every job that may meet it is in the sample. */
const known = [
	'Money and account: price is a text',
	'IDs of an order: order_id is a text',
	'IDs of an order: order_id is above 2^53',
	'IDs of an order: order_id is named id',
	'IDs of an order: no answer has an ID',
	'Envelopes: {code: 0, message, data}',
	'Fields of an order: phone is null',
	'Fields of an order: phone is a number',
	'Fields of an order: region is a name in lists',
	'Code and text: code is a number',
	'Code and text: code with leading zeros',
	'Code and text: code and text come 3 s after the status',
	'Code and text: the status stays pending with the code',
	'Statuses: received is "RECEIVED"',
	'Statuses: received is "success"',
	'Statuses: pending is "processing"',
	'Statuses: pending is null',
	'Statuses: expired is 4',
	'Statuses: all are objects',
	'Statuses: an overdue order is pending for ever',
	'Lists: the list has its last row with the phone null',
	'Lists: the list has null among its rows',
	'Lists: the list has its last row without an ID',
	'Lists: total is 0',
	'Lists: the status filter is ignored',
	'Lists: oldest first, and at most 20 rows a page',
	'Lists: the page is ignored: it is always the first',
	'Lists: the list has its rows twice',
	'Closed doors: GET /order/{id} is answered 200 {} for good',
	'Closed doors: GET /order/{id} is answered 404 for good',
	'Closed doors: everything is answered: 403 challenge page',
	'No ledger: transactions are answered: 404 of the API',
	'No ledger: transactions are answered: 500 of the API',
	'Errors: no money: 402 {message}',
	'Errors: no money: 402 {code, msg}, the code a number',
	'Errors: no money: 402 {error: {code, message}}',
	'Errors: no money: 402 a text',
	'Errors: no number in stock: 200 {code, message}',
	'Errors: no number in stock: 404 {error}',
	'Errors: no number in stock: 409 {error}',
	'Errors: no number in stock: 422 {error}',
	'Errors: no number in stock: 500 {error}',
	'Cancelling: not given back: 200 {success: false}',
	'Cancelling: not given back: 200 and nothing back',
	'Cancelling: not given back, and the SMS comes: 200 words of refusal',
	'Times: the Date header is 2 s ahead of the database',
	'Times: the Date header is 3 s ahead of the database',
	'Times: the database is 1 h behind the Date header',
	'Times: all times have no zone',
	'Times: all times are local ones of China, marked Z',
	'Times: expired_at is Go’s zero time',
	'Times: the oldest order of a list is of 2030',
	'Slow answers: all answers take 4 s',
	'Stray answers to a look: one look is answered: 401 page',
	'Stray answers to a look: one look is answered: 403 of the API',
	'Stray answers to a look: one look is answered: 404 page',
	'Stray answers to a look: one look is answered: 400 of the API',
	'Stray answers to a look: an order is not found in its first 20 s',
];

const restOfThem = 60;

/** `npm run test:drift` runs all cells, which takes minutes, and writes the page. */
const isWhole = process.env.DRIFT === 'whole';
const longestMs = 3_600_000;

const deviationOf = ({ group, deviation }: Cell) => `${group.name}: ${deviation.name}`;
const isKnown = (cell: Cell) => known.includes(deviationOf(cell));

/** A share of the known cells and of some others; the same in every run. */
function sampled(): Cell[] {
	const rest = cells.filter((cell) => !isKnown(cell));
	const random = createRandom(12);
	const chosen = new Set(
		Array.from({ length: restOfThem }, () => random.between(0, rest.length - 1)),
	);
	const sample = [...cells.filter(isKnown), ...rest.filter((_, index) => chosen.has(index))];
	return sample.filter(() => random.next() < share);
}

/** The jobs before a deviation that changes nothing. */
function plainCells(some: typeof jobs, isCounted: boolean): Cell[] {
	const on = jobs.flatMap(({ asks, mayAsk }) => [...asks, ...mayAsk]);
	const deviation = { name: 'nothing', on, ...(isCounted && { touches: () => true }) };
	const group: Group = { name: 'Nothing', what: 'No difference', rows: [deviation] };
	return some.map((job) => ({ group, deviation, job }));
}

it('every job is done where the API is as its document has it', async () => {
	const judged = await judge(plainCells(jobs, true));
	// Orders of the pair that nobody here bought may be reason enough to let the user decide.
	const isOpen = (name: string) => name === 'lost purchase, bought before';
	expect(judged.map((one) => [one.job.name, one.verdict.kind])).toEqual(
		jobs.map(({ name }) => [name, isOpen(name) ? expect.stringMatching(/done|refused/) : 'done']),
	);
});

it('a deviation that changes nothing is noticed', async () => {
	const judged = await judge(plainCells(jobs.slice(0, 2), false));
	expect(judged.map(({ verdict }) => verdict.kind)).toEqual(['untouched', 'untouched']);
	expect(untouchedOf(judged)).toHaveLength(2);
});

it('the tables are large, no two of their cells have one name, and all that they name exists', () => {
	const deviations = groups.flatMap(({ rows }) => rows);
	expect(deviations.length).toBeGreaterThanOrEqual(250);
	expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
	expect([...new Set(cells.filter(isKnown).map(deviationOf))].sort()).toEqual(known.toSorted());
	const named = deviations.flatMap(({ jobs: some = [], notJobs = [] }) => [...some, ...notJobs]);
	const groupNames = jobs.flatMap((job) => job.groups ?? []);
	expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
	expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining(groupNames));
});

it(
	'nothing that was paid for is lost in a sample of the cells, and no more is refused than the page says',
	async () => {
		const judged = await judge(isWhole ? cells : sampled());
		const page = readPage();
		if (isWhole) {
			writeFileSync(pageFile, withSummary(page, judged));
			expect(untouchedOf(judged)).toEqual([]);
		}
		expect(lossesOf(judged)).toEqual([]);
		expect(newlyRefused(judged, page)).toEqual([]);
	},
	longestMs,
);
