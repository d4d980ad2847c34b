import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { success } from '../../nodes/GoSms/transport/failure.ts';
import { readNewest } from '../../nodes/GoSms/transport/newest.ts';
import { readPages } from '../../nodes/GoSms/transport/pages.ts';

const size = 100;

/** A list on a server, newest first or oldest first, to which things happen between two pages. */
class ServerList {
	ids: number[];

	asked: number[] = [];

	constructor(
		count: number,
		private readonly newestFirst: boolean,
		private readonly betweenPages: (list: ServerList) => void = () => undefined,
	) {
		this.ids = Array.from({ length: count }, (_, index) => index + 1);
	}

	readonly fetchPage = (page: number) => {
		if (this.asked.length > 0) this.betweenPages(this);
		this.asked.push(page);
		const shown = this.newestFirst ? [...this.ids].reverse() : this.ids;
		const rows = shown.slice((page - 1) * size, page * size).map((id) => ({ id }));
		return Promise.resolve(success({ rows, total: shown.length }));
	};
}

async function readAll(list: ServerList, rowsLeave: boolean): Promise<number[]> {
	const ids: number[] = [];
	await readPages<{ id: number }>({
		fetchPage: list.fetchPage,
		idOf: (row) => row.id,
		rowsLeave,
		take: (row) => ids.push(row.id) > 0,
	});
	return ids;
}

describe.each([true, false])('a list, newest first: %s (decisions 6 and 7)', (newestFirst) => {
	it('to which others add meanwhile is read once, and whole', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(450),
				fc.array(fc.nat(120), { maxLength: 6 }),
				async (count, added) => {
					let next = count + 1;
					const list = new ServerList(count, newestFirst, ({ ids }) => {
						for (let n = added.shift() ?? 0; n > 0; n--) ids.push(next++);
					});
					const ids = await readAll(list, false);
					expect(new Set(ids).size).toBe(ids.length);
					const atFirst = Array.from({ length: count }, (_, index) => index + 1);
					expect(ids).toEqual(expect.arrayContaining(atFirst));
				},
			),
			{ seed: 1, numRuns: 60 },
		);
	});

	it('from which rows leave meanwhile loses none of those that stay', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 150, max: 450 }),
				fc.array(fc.nat(449), { maxLength: 60 }),
				async (count, leaving) => {
					const gone = new Set(leaving.map((index) => index + 1));
					let isDone = false;
					const list = new ServerList(count, newestFirst, (self) => {
						if (!isDone) self.ids = self.ids.filter((id) => !gone.has(id));
						isDone = true;
					});
					const ids = await readAll(list, true);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids).toEqual(expect.arrayContaining(list.ids));
				},
			),
			{ seed: 2, numRuns: 60 },
		);
	});

	it.each([
		[0, 1],
		[100, 1],
		[101, 2],
		[300, 3],
	])('of %d rows takes %d requests when nothing happens', async (count, requests) => {
		const list = new ServerList(count, newestFirst);
		await readAll(list, false);
		expect(list.asked).toHaveLength(requests);
	});

	it('is read from its newest end, as far as wanted', async () => {
		const list = new ServerList(450, newestFirst);
		const result = await readNewest<{ id: number }>({
			fetchPage: list.fetchPage,
			idOf: (row) => row.id,
			wantsOlder: (row) => row.id > 260,
		});
		const ids = result.ok ? result.value.map((row) => row.id) : [];
		expect(ids[0]).toBe(450);
		expect(ids).toContain(260);
		expect(list.asked.length).toBeLessThanOrEqual(4);
	});
});

it('reads on until an empty page when the list does not say how long it is', async () => {
	const list = new ServerList(250, true);
	const ids: number[] = [];
	await readPages<{ id: number }>({
		fetchPage: async (page) => {
			const answer = await list.fetchPage(page);
			return answer.ok ? success({ ...answer.value, total: undefined }) : answer;
		},
		idOf: (row) => row.id,
		rowsLeave: false,
		take: (row) => ids.push(row.id) > 0,
	});
	expect(ids).toHaveLength(250);
});

it('stops as soon as enough is taken', async () => {
	const list = new ServerList(1_000, true);
	let taken = 0;
	await readPages<{ id: number }>({
		fetchPage: list.fetchPage,
		idOf: (row) => row.id,
		rowsLeave: false,
		take: () => ++taken < 120,
	});
	expect([taken, list.asked]).toEqual([120, [1, 2]]);
});
