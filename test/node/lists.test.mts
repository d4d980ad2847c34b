import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { until } from '../support/fastClock.mts';
import { code, id, order } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import { buyElsewhere, countOf, silent, withSandbox } from '../support/withSandbox.mts';

const transactions = { resource: 'transaction', operation: 'getAll' };
const all = (filters: INodeParameters = {}) => order('getAll', { returnAll: true, filters });
const ids = (rows: IDataObject[]) => rows.map((row) => row.order_id);

it.each([
	['newestFirst', 1],
	['oldestFirst', 2],
] as const)('gives the newest up to a limit of a list with the %s', async (listOrder, requests) => {
	const sandbox = await withSandbox({ listOrder });
	sandbox.control.seedHistory({ count: 250 });
	sandbox.control.advance(86_400_000);
	const newest = buyElsewhere(sandbox);
	const { json } = await run(sandbox, order('getAll', { limit: 50 }));
	expect(json).toHaveLength(50);
	expect(json[0]).toHaveProperty('order_id', newest);
	expect(countOf(sandbox, 'orders')).toBe(requests);
});

it.each([
	['orders', 'newestFirst', 2],
	['transactions', 'newestFirst', 2],
	['orders', 'oldestFirst', 3],
] as const)('reads %s, the %s, back to Created After', async (list, listOrder, requests) => {
	const sandbox = await withSandbox({ ...silent, listOrder });
	sandbox.control.seedHistory({ count: 500 });
	sandbox.control.advance(86_400_000);
	const found = [buyElsewhere(sandbox), buyElsewhere(sandbox)];
	const createdAfter = new Date(sandbox.control.now() - 3_600_000).toISOString();
	const { json } = await run(sandbox, { ...all({ createdAfter }), resource: list.slice(0, -1) });
	expect(ids(json)).toEqual(found.reverse());
	expect(countOf(sandbox, list)).toBe(requests);
});

describe('the filters of orders', () => {
	it.each<[string, INodeParameters, string, string]>([
		['status', { status: 'cancelled' }, 'status', 'cancelled'],
		['app', { projectCode: code('telegram') }, 'project_code', 'telegram'],
		['region', { region: code('us') }, 'region', 'US'],
	])('choose by %s', async (_name, filters, field, value) => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 120 });
		const wanted = (await run(sandbox, all())).json.filter((row) => row[field] === value);
		const { json } = await run(sandbox, all(filters));
		expect(json.length).toBeGreaterThan(0);
		expect(ids(json).sort()).toEqual(ids(wanted).sort());
	});

	it.each(['expired', 'pending'] as const)(
		'choose those that have expired, which the API cannot, and calls %s',
		async (overdueStatus) => {
			const sandbox = await withSandbox({ ...silent, overdueStatus });
			const [cancelled, expired] = [buyElsewhere(sandbox), buyElsewhere(sandbox)];
			sandbox.control.cancelAsOther(cancelled);
			sandbox.control.advance(86_400_000);
			const pending = buyElsewhere(sandbox);
			const found = async (status: string) =>
				ids((await run(sandbox, order('getAll', { filters: { status } }))).json);
			expect(await found('Expired')).toEqual([expired]);
			expect(await found('pending')).toContain(pending);
			expect(sandbox.requests.filter(({ status }) => status !== 200)).toEqual([]);
		},
	);

	it('take the first moment of a time range, but not the last', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 5, intervalMs: 60_000 });
		const timesOf = async (filters: INodeParameters) =>
			(await run(sandbox, all(filters))).json.map((row) => String(row.created_at)).sort();
		const [, first = '', second, last = ''] = await timesOf({});
		const found = await timesOf({ createdAfter: first, createdBefore: last });
		expect(found).toEqual([first, second]);
	});
});

describe('the filters of transactions', () => {
	it('choose by several types', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 40 });
		const filters = { type: ['Hold', 'Refund'] };
		const { json } = await run(sandbox, { ...transactions, returnAll: true, filters });
		const wanted = sandbox.control.ledger().filter((row) => /Hold|Refund/.test(String(row.type)));
		expect(json).toHaveLength(wanted.length);
	});

	it('choose by order', async () => {
		const sandbox = await withSandbox();
		const [orderId] = [buyElsewhere(sandbox), buyElsewhere(sandbox)];
		const filters = { orderId: id(orderId) };
		const { json } = await run(sandbox, { ...transactions, filters });
		expect(json).toMatchObject([{ type: 'Hold', amount: 0.5, order_id: orderId }]);
	});
});

it.each<{ what: string; status: string; reason: RegExp }>`
	what                            | status       | reason
	${'a time that does not fit'}   | ${'pending'} | ${/^Its age is uncertain/}
	${'a status that nobody knows'} | ${'parked'}  | ${/^GoSMS calls it “parked”, which this node does not know/}
`('leaves an order with $what alone, and says so', async ({ status, reason }) => {
	const created_at = '2026-01-01T00:00:00Z';
	const row = { order_id: 7, project_code: 'whatsapp', region: 'ID', price: 1, status, created_at };
	const body = { orders: [row], total: 1, page: 1, page_size: 100 };
	const odd = { kind: 'wrongShape', endpoint: 'orders', times: 'always', body } as const;
	const stale = order('cancelStale', { olderThanMinutes: 15 });
	const { sandbox, json } = await run({ faults: [odd] }, stale);
	const told = { order_id: 7, outcome: 'unsure', reason: expect.stringMatching(reason) };
	expect(json).toEqual([expect.objectContaining(told)]);
	expect(countOf(sandbox, 'cancel')).toBe(0);
});

it('cancels what a list of the pending orders does not show', async () => {
	const sandbox = await withSandbox(silent);
	buyElsewhere(sandbox);
	const body = { orders: [], total: 0 };
	sandbox.control.addFault({ kind: 'wrongShape', endpoint: 'orders', body });
	const { json } = await run(sandbox, order('cancelStale', { olderThanMinutes: 0 }));
	expect(json).toMatchObject([{ outcome: 'cancelled' }]);
});

it('cancels stale orders, one item each, with its outcome', async () => {
	const sandbox = await withSandbox(silent);
	const buy = (region: string) => buyElsewhere(sandbox, 'whatsapp', region);
	const [old, late, other] = [buy('ID'), buy('ID'), buy('US')];
	sandbox.control.advance(240_000);
	buy('ID');
	const slowly = { kind: 'latency', ms: 2_500, times: 2, work: 'afterwards' } as const;
	sandbox.control.addFault({ ...slowly, endpoint: 'cancel' });
	const stale = { olderThanMinutes: 3, filters: { region: code('ID') } };
	const { outcome } = await start(sandbox, order('cancelStale', stale));
	await until(() => countOf(sandbox, 'cancel') === 2);
	sandbox.control.deliver(late, { code: '77' });
	const { json } = await outcome();
	expect(json.sort((a, b) => Number(a.order_id) - Number(b.order_id))).toMatchObject([
		{ order_id: old, outcome: 'cancelled', refund_amount: 0.5 },
		{ order_id: late, outcome: 'arrived', code: '77' },
	]);
	expect(sandbox.control.order(other).phase).toBe('pending');
});
