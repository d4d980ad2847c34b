import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failed, success, type Failure, type Result } from '../../nodes/GoSms/transport/failure.ts';
import type { List, ListPage } from '../../nodes/GoSms/transport/paging.ts';
import { collect, newestFirst, wholeList } from '../../nodes/GoSms/transport/lists.ts';
import { newPaging, risesIn } from '../../nodes/GoSms/transport/paging.ts';

type Row = { id: string; isIn: boolean };

type Habits = {
	oldestFirst?: boolean;
	/** Gives no more rows than this, whatever is asked. */
	mostRows?: number;
	/** Refuses to be asked for more. */
	mostAsked?: number;
	countsFromZero?: boolean;
	total?: (rows: number, ofPage: number) => number | undefined;
	refusesFilter?: boolean;
	/** Gives its last page again for one that is not there. */
	clamps?: boolean;
	/** Refuses to be asked for one that is not there. */
	refusesBeyond?: boolean;
	/** Every so many rows have no ID. */
	withoutId?: number;
	/** Happens before every page but the first. */
	between?: (list: ServerList) => void;
};

const refusal: Failure = { kind: 'refused', status: 400, reason: 'parameters', code: '', text: '' };

/** A list on a server with its habits. */
class ServerList {
	ids: number[];

	asked: number[] = [];

	constructor(
		count: number,
		private readonly habits: Habits = {},
	) {
		this.ids = Array.from({ length: count }, (_, index) => index + 1);
	}

	reader(rowsLeave = false): List<Row> {
		return {
			paging: newPaging(),
			passes: ({ isIn }) => isIn,
			rowsLeave,
			filter: 'pending',
			fetch: async ({ page, page_size }, withFilter) => {
				await Promise.resolve();
				return this.page(page, page_size, withFilter);
			},
		};
	}

	private page(page: number, size: number, withFilter: boolean) {
		const { habits } = this;
		if (this.asked.length > 0) habits.between?.(this);
		this.asked.push(page);
		if (size > (habits.mostAsked ?? 100)) return failed(refusal);
		if (habits.refusesFilter && withFilter) return failed(refusal);
		const length = Math.min(size, habits.mostRows ?? 100);
		const shown = habits.oldestFirst ? this.ids : [...this.ids].reverse();
		const last = Math.max(0, Math.ceil(shown.length / length) - 1);
		const index = page - (habits.countsFromZero ? 0 : 1);
		if (index < 0 || (habits.refusesBeyond && index > last)) return failed(refusal);
		const start = length * (habits.clamps ? Math.min(index, last) : index);
		const rows = shown.slice(start, start + length);
		const hasId = (id: number) => !habits.withoutId || id % habits.withoutId > 0;
		const items = rows.filter(hasId).map((id) => ({ id: String(id), isIn: true }));
		const { total = (all: number) => all } = habits;
		const skipped = rows.length - items.length;
		return success({ items, skipped, total: total(shown.length, rows.length) });
	}
}

/** Rising. */
async function idsOf(pages: AsyncGenerator<Result<ListPage<Row>>>, most = Infinity) {
	const read = await collect(pages, () => --most > 0);
	if (!read.ok) throw new TypeError(JSON.stringify(read.failure));
	return read.value.items.map(({ id }) => Number(id)).sort((a, b) => a - b);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function missingIn(ids: number[], wanted: number[]): number[] {
	const found = new Set(ids);
	return wanted.filter((id) => !found.has(id));
}

/** How servers may page, and how many requests a first and a second reading of 146 rows may take. */
const capped = { mostRows: 20, countsFromZero: true };
const servers: Array<[string, Habits, [number, number]]> = [
	['as documented', {}, [2, 2]],
	['oldest first', { oldestFirst: true }, [2, 2]],
	['pages of at most 20 rows', { mostRows: 20 }, [9, 8]],
	['pages of at most 50 rows, oldest first', { mostRows: 50, oldestFirst: true }, [4, 3]],
	['a page size of 100 refused', { mostAsked: 50 }, [5, 3]],
	['all above 20 refused', { mostAsked: 20 }, [11, 8]],
	['pages that count from 0', { countsFromZero: true }, [3, 2]],
	['no total', { total: () => undefined }, [4, 3]],
	['a total of 0', { total: () => 0 }, [4, 3]],
	['a total of -1', { total: () => -1 }, [4, 3]],
	['a total that is the rows of the page', { total: (_, rows) => rows }, [3, 3]],
	['a total that is the number of pages', { total: (all) => Math.ceil(all / 100) }, [4, 3]],
	['a total that is too large', { total: (all) => all * 2 }, [7, 3]],
	['the last page given again', { clamps: true }, [2, 2]],
	['the last page given again, and no total', { clamps: true, total: () => undefined }, [4, 3]],
	['a page beyond the last refused', { refusesBeyond: true }, [2, 2]],
	['that and no total', { refusesBeyond: true, total: () => undefined }, [4, 3]],
	[
		'that and small pages',
		{ refusesBeyond: true, mostRows: 20, total: (_, rows) => rows },
		[10, 9],
	],
	['a filter that is refused', { refusesFilter: true }, [6, 2]],
	['rows without ID', { withoutId: 7 }, [2, 2]],
	['capped pages, from 0, no total', { ...capped, total: () => undefined }, [10, 9]],
];

describe.each(servers)('a list with %s', (_name, habits, [first, second]) => {
	it.each([1, 20, 99, 100, 250])('of %d rows is read whole, from either end', async (count) => {
		const wanted = upTo(count).filter(hasId);
		const fromNewest = (list: List<Row>) => wholeList(list, true);
		for (const read of [wholeList, newestFirst, fromNewest]) {
			const reader = new ServerList(count, habits).reader();
			for (let n = 0; n < 2; n++) expect(await idsOf(read(reader))).toEqual(wanted);
		}
	});

	const hasId = (id: number) => !habits.withoutId || id % habits.withoutId > 0;

	it('costs less once its habits are known', async () => {
		const server = new ServerList(146, habits);
		const reader = server.reader();
		for (const most of [first, second]) {
			server.asked = [];
			expect(await idsOf(wholeList(reader))).toEqual(upTo(146).filter(hasId));
			expect(server.asked.length).toBeLessThanOrEqual(most);
		}
	});

	it('is read from its newest page on, and the rest is there for whoever goes on', async () => {
		const server = new ServerList(146, habits);
		const reader = server.reader();
		for (let n = 0; n < 2; n++) {
			expect(await idsOf(newestFirst(reader), 1)).toContain(146);
			expect(await idsOf(newestFirst(reader))).toEqual(upTo(146).filter(hasId));
		}
	});

	it('shows what is added between two readings', async () => {
		const server = new ServerList(146, habits);
		const reader = server.reader();
		await idsOf(newestFirst(reader), 1);
		for (let next = 147; next < 400; next += 61) {
			server.ids.push(...upTo(61).map((n) => next + n - 1));
			const newest = server.ids.at(-1) ?? 0;
			expect(await idsOf(newestFirst(reader), 1)).toContain(newest % 7 ? newest : newest - 1);
		}
	});
});

it.each([
	[0, 1, 1],
	[1, 1, 1],
	[20, 2, 2],
	[99, 1, 1],
	[100, 2, 2],
	[101, 2, 2],
	[300, 3, 3],
	[1_000, 10, 10],
])('a plain list of %d rows takes %d requests, and later %d', async (count, first, later) => {
	for (const oldestFirst of [false, true]) {
		const server = new ServerList(count, { oldestFirst });
		const reader = server.reader();
		await idsOf(wholeList(reader));
		expect(server.asked).toHaveLength(first);
		server.asked = [];
		if (count > 0) await idsOf(wholeList(reader));
		expect(server.asked.length).toBeLessThanOrEqual(later);
		server.asked = [];
		await idsOf(newestFirst(reader), 1);
		expect(server.asked.length).toBeLessThanOrEqual(oldestFirst ? 3 : 1);
	}
});

it('is read to its end although `total` counts the rows of a page, and the list was empty once', async () => {
	const server = new ServerList(0, { total: (_all, ofPage) => ofPage });
	const reader = server.reader();
	expect(await idsOf(wholeList(reader))).toEqual([]);
	server.ids = upTo(250);
	expect(await idsOf(wholeList(reader))).toEqual(upTo(250));
});

it.each<[string, string, boolean | undefined]>([
	['falls', '2/9 1/5', false],
	['rises', '1/5 2/9', true],
	['has one time, with rising IDs', '1/5 2/5', undefined],
	['has IDs that contradict times', '1/9 2/5', undefined],
	['has IDs that contradict times of another hour', '1/9000 2/5', false],
	['has one row', '1/5', undefined],
])('a page that %s tells which end is the newest (ID/second): %s', (_name, rows, rises) => {
	const page = rows.split(' ').map((row) => {
		const [id = '', second] = row.split('/');
		return { id, createdMs: Number(second) * 1_000 };
	});
	expect(risesIn(page)).toBe(rises);
});

it('is not taken to begin with page 1 because page 0 once failed', async () => {
	const server = new ServerList(146, { countsFromZero: true, mostRows: 50 });
	const reader = server.reader();
	const down = failed({ kind: 'network', code: 'ECONNRESET', reached: true });
	let isDown = true;
	const fetch: typeof reader.fetch = async (query, withFilter) =>
		isDown && query.page === 0 ? down : await reader.fetch(query, withFilter);
	await idsOf(newestFirst({ ...reader, fetch }));
	isDown = false;
	expect(await idsOf(newestFirst({ ...reader, fetch }), 1)).toContain(146);
});

it('is asked for as much, and with its filter, after one stray refusal', async () => {
	const reader = new ServerList(146).reader();
	const strays = [failed(refusal)];
	const fetch: typeof reader.fetch = async (...query) =>
		strays.pop() ?? (await reader.fetch(...query));
	await idsOf(wholeList({ ...reader, fetch }));
	expect(reader.paging).toMatchObject({ size: 100, takesFilter: true });
});

it('has an end of its own for each filter, and is found again when the server turns round', async () => {
	const [all, pending] = [new ServerList(146), new ServerList(3, { oldestFirst: true })];
	const { paging } = all.reader();
	const readers = [
		{ ...all.reader(), paging, filter: undefined },
		{ ...pending.reader(), paging },
	];
	for (const reader of [...readers, ...readers]) {
		const read = await collect(newestFirst(reader), () => false);
		expect(read.ok && read.value.items[0]?.id).toBe(reader.filter ? '3' : '146');
	}
	all.asked = [];
	await idsOf(newestFirst({ ...all.reader(), paging, filter: undefined }), 1);
	expect(all.asked).toEqual([1]);

	const turning: Habits = { oldestFirst: true };
	const server = new ServerList(146, turning);
	const reader = server.reader();
	expect(await idsOf(newestFirst(reader), 1)).toContain(146);
	turning.oldestFirst = false;
	expect(await idsOf(newestFirst(reader), 1)).toContain(146);
});

it('leaves out here what the server was asked to leave out', async () => {
	const reader = new ServerList(146).reader();
	const ids = await idsOf(wholeList({ ...reader, passes: ({ id }) => Number(id) > 143 }));
	expect(ids).toEqual([144, 145, 146]);
});

it('ends with the failure of a page, and tells what could be read before', async () => {
	const reader = new ServerList(250).reader();
	let fails = false;
	const pages = wholeList({
		...reader,
		fetch: async (...query) => (fails ? failed({ kind: 'stopped' }) : await reader.fetch(...query)),
	});
	const read: boolean[] = [];
	for await (const page of pages) fails = read.push(page.ok) > 0;
	expect(read).toEqual([true, false]);
});

describe.each([true, false])('a list, oldest first: %s (decisions 6 and 7)', (oldestFirst) => {
	it('to which others add meanwhile is read once, and whole', async () => {
		const adding = fc.array(fc.nat(99), { maxLength: 6 });
		const isWhole = fc.asyncProperty(fc.nat(450), adding, async (count, [...added]) => {
			let next = count + 1;
			const between = ({ ids }: ServerList) => {
				for (let n = added.shift() ?? 0; n > 0; n--) ids.push(next++);
			};
			const list = new ServerList(count, { oldestFirst, between });
			const ids = await idsOf(wholeList(list.reader()));
			expect(new Set(ids).size).toBe(ids.length);
			expect(missingIn(ids, upTo(count))).toEqual([]);
		});
		await fc.assert(isWhole, { seed: 1, numRuns: 60 });
	});

	it('from which rows leave meanwhile loses none of those that stay', async () => {
		const counts = fc.integer({ min: 150, max: 450 });
		const leaving = fc.array(fc.integer({ min: 1, max: 450 }), { maxLength: 60 });
		const keepsTheRest = fc.asyncProperty(counts, leaving, async (count, gone) => {
			const between = (self: ServerList) => {
				if (self.asked.length === 1) self.ids = self.ids.filter((id) => !gone.includes(id));
			};
			const list = new ServerList(count, { oldestFirst, between });
			const ids = await idsOf(wholeList(list.reader(true)));
			expect(new Set(ids).size).toBe(ids.length);
			expect(missingIn(ids, list.ids)).toEqual([]);
		});
		await fc.assert(keepsTheRest, { seed: 2, numRuns: 60 });
	});
});
