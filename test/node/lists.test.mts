import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { code, id, order } from '../support/parameters.mts';
import { runGoSms } from '../support/runGoSms.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const transactions = (fields: INodeParameters): INodeParameters => ({
	resource: 'transaction',
	operation: 'getAll',
	...fields,
});
const ids = (rows: IDataObject[]) => rows.map((row) => row.order_id);

describe.each(['newestFirst', 'oldestFirst'] as const)('with the %s (decision 6)', (listOrder) => {
	it('reads pages of a hundred, and no more than the limit needs', async () => {
		const sandbox = await withSandbox({ listOrder });
		sandbox.control.seedHistory({ count: 250 });
		const all = await runGoSms(sandbox, { parameters: order('getAll', { returnAll: true }) });
		expect(new Set(ids(all.json)).size).toBe(250);
		expect(countOf(sandbox, 'orders')).toBe(3);

		sandbox.control.clearRequests();
		const some = await runGoSms(sandbox, { parameters: order('getAll', { limit: 100 }) });
		expect(some.json).toHaveLength(100);
		expect(countOf(sandbox, 'orders')).toBe(1);
	});

	it('loses no pending order when others leave the list meanwhile (decision 7)', async () => {
		const sandbox = await withSandbox({ listOrder, sms: { default: { delayMs: null } } });
		const orders = Array.from({ length: 150 }, () =>
			sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }),
		);
		sandbox.control.addFault({ kind: 'latency', endpoint: 'orders', skip: 1, ms: 150 });
		const leaving = new Set([0, 1, 2, 147, 148, 149].map((index) => orders[index]?.orderId ?? 0));
		const running = runGoSms(sandbox, {
			parameters: order('getAll', { returnAll: true, filters: { status: 'pending' } }),
		});
		while (countOf(sandbox, 'orders') === 0) await new Promise((next) => setImmediate(next));
		for (const orderId of leaving) sandbox.control.cancelAsOther(orderId);
		const { json } = await running;
		const stayed = orders.map((one) => one.orderId).filter((orderId) => !leaving.has(orderId));
		expect(ids(json)).toEqual(expect.arrayContaining(stayed));
		expect(new Set(ids(json)).size).toBe(json.length);
	});

	it('shows no row twice when others are added meanwhile (decision 7)', async () => {
		const sandbox = await withSandbox({ listOrder });
		sandbox.control.seedHistory({ count: 230 });
		const known = sandbox.control.orders().map((one) => one.orderId);
		const running = runGoSms(sandbox, { parameters: order('getAll', { returnAll: true }) });
		while (countOf(sandbox, 'orders') === 0) await new Promise((next) => setImmediate(next));
		for (let n = 0; n < 7; n++) {
			sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		}
		const { json } = await running;
		expect(ids(json)).toEqual(expect.arrayContaining(known));
		expect(new Set(ids(json)).size).toBe(json.length);
	});
});

describe('the filters of orders', () => {
	it.each([
		['status', { status: 'cancelled' }, (row: IDataObject) => row.status === 'cancelled'],
		[
			'app',
			{ projectCode: code('telegram') },
			(row: IDataObject) => row.project_code === 'telegram',
		],
		['region', { region: code('us') }, (row: IDataObject) => row.region === 'US'],
	])('choose by %s', async (_name, filters, passes) => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 120 });
		const all = await runGoSms(sandbox, { parameters: order('getAll', { returnAll: true }) });
		const { json } = await runGoSms(sandbox, {
			parameters: order('getAll', { returnAll: true, filters }),
		});
		expect(json.length).toBeGreaterThan(0);
		expect(ids(json).sort()).toEqual(ids(all.json.filter(passes)).sort());
	});

	it('choose those that have expired, for which the API has no filter', async () => {
		const sandbox = await withSandbox({ sms: { default: { delayMs: null } } });
		const buy = () => sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const [expired, cancelled, , pending] = [buy(), buy(), buy(), buy()];
		sandbox.control.expire(expired.orderId);
		sandbox.control.cancelAsOther(cancelled.orderId);
		const run = async (status: string) =>
			ids((await runGoSms(sandbox, { parameters: order('getAll', { filters: { status } }) })).json);
		expect(await run('Expired')).toEqual([expired.orderId]);
		expect(await run('pending')).toContain(pending.orderId);
		expect(sandbox.requests.filter(({ status }) => status !== 200)).toEqual([]);
	});

	it('take the first moment of a time range, but not the last', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 5, intervalMs: 60_000 });
		const all = await runGoSms(sandbox, { parameters: order('getAll') });
		const times = all.json.map((row) => String(row.created_at)).sort();
		const filters = { createdAfter: times[1] ?? '', createdBefore: times[3] ?? '' };
		const { json } = await runGoSms(sandbox, { parameters: order('getAll', { filters }) });
		expect(json.map((row) => row.created_at).sort()).toEqual([times[1], times[2]]);
	});
});

describe('the filters of transactions', () => {
	it('choose by several types', async () => {
		const sandbox = await withSandbox();
		sandbox.control.seedHistory({ count: 40 });
		const { json } = await runGoSms(sandbox, {
			parameters: transactions({ returnAll: true, filters: { type: ['Hold', 'Refund'] } }),
		});
		const wanted = sandbox.control.ledger().filter((row) => /Hold|Refund/.test(String(row.type)));
		expect(json).toHaveLength(wanted.length);
	});

	it('choose by order', async () => {
		const sandbox = await withSandbox();
		const bought = await runGoSms(sandbox, { parameters: order('create') });
		const orderId = Number(bought.json[0]?.order_id);
		const { json } = await runGoSms(sandbox, {
			parameters: transactions({ filters: { orderId: id(String(orderId)) } }),
		});
		expect(json).toEqual([
			expect.objectContaining({ type: 'Hold', amount: 0.5, order_id: orderId }),
		]);
	});
});

it('cancels stale orders, one item each, with its outcome', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: null } } });
	const create = (region: string) =>
		sandbox.control.createAsOther({ projectCode: 'whatsapp', region });
	const [old, late, other] = [create('ID'), create('ID'), create('US')];
	sandbox.control.advance(240_000);
	create('ID');
	sandbox.control.addFault({
		kind: 'latency',
		endpoint: 'cancel',
		ms: 50,
		times: 2,
		work: 'afterwards',
	});
	const running = runGoSms(sandbox, {
		parameters: order('cancelStale', { olderThanMinutes: 3, filters: { region: code('ID') } }),
	});
	while (countOf(sandbox, 'cancel') < 2) await new Promise((next) => setImmediate(next));
	sandbox.control.deliver(late.orderId, { code: '77' });
	const { json } = await running;
	expect(json.sort((a, b) => Number(a.order_id) - Number(b.order_id))).toEqual([
		expect.objectContaining({ order_id: old.orderId, outcome: 'cancelled', refund_amount: 0.5 }),
		expect.objectContaining({ order_id: late.orderId, outcome: 'arrived', code: '77' }),
	]);
	expect(sandbox.control.order(other.orderId).phase).toBe('pending');
});
