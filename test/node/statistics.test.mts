import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server.mts';
import { code, order } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import {
	buyElsewhere,
	countOf,
	quiet,
	silent,
	withHistory,
	withSandbox,
} from '../support/withSandbox.mts';

async function statistics(sandbox: Sandbox, fields: INodeParameters = {}) {
	const { json, error, items } = await run(sandbox, order('getStatistics', fields));
	expect(error).toBeUndefined();
	expect(items.every((item) => item.pairedItem)).toBe(true);
	return json;
}

const listOrders = ['newestFirst', 'oldestFirst'] as const;

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

it.each(listOrders)('tells what came of each app, the best first: %s', async (listOrder) => {
	const json = await statistics(await withHistory({ listOrder }));
	const inIndonesia = { region: 'ID', last_price: 0.5, min_price: 0.5, max_price: 0.5 };
	const inBritain = { region: 'GB', last_price: 1.25, min_price: 1.25, max_price: 1.25 };
	const none = { code_rate: 0, median_seconds_to_sms: null };
	expect(json).toMatchObject([
		{ project_code: 'signal', ...inIndonesia, orders: 1, codes: 1, last_order_at: time },
		{ project_code: 'whatsapp', ...inIndonesia, orders: 3, codes: 2, code_rate: 0.667 },
		{ project_code: 'whatsapp', ...inBritain, orders: 1, codes: 0, ...none },
	]);
	expect(json[1]?.median_seconds_to_sms).toBeGreaterThanOrEqual(14);
	expect(json[1]?.median_seconds_to_sms).toBeLessThan(25);
});

it.each<[string, INodeParameters, Array<[string, number]>, number]>([
	['app', { projectCode: code('Signal') }, [['signal', 1]], 9],
	['region', { region: code('gb') }, [['whatsapp', 1]], 9],
	['time', { createdAfter: '2100-01-01' }, [], 9],
	['status', { status: 'cancelled' }, [['whatsapp', 2]], 9],
	['status', { status: 'cancelled' }, [['whatsapp', 1]], 4],
	['status pending, which does not count', { status: 'pending' }, [], 9],
])('counts only what the filter by %s lets through', async (_name, filters, expected, most) => {
	const json = await statistics(await withHistory(), { groupBy: 'app', filters, maxOrders: most });
	expect(json.map(({ project_code, orders }) => [project_code, orders])).toEqual(expected);
});

it.each(['expired', 'pending', 'cancelled'] as const)(
	'counts orders without SMS where the API leaves them %s',
	async (overdueStatus) => {
		const sandbox = await withSandbox({ ...quiet, overdueStatus });
		for (let n = 0; n < 3; n++) buyElsewhere(sandbox);
		sandbox.control.advance(2 * 86_400_000);
		sandbox.control.deliver(buyElsewhere(sandbox));
		expect(await statistics(sandbox)).toMatchObject([{ orders: 4, codes: 1, code_rate: 0.25 }]);
	},
);

it.each(listOrders)('looks at so many of the newest orders and no more: %s', async (listOrder) => {
	const sandbox = await withSandbox({ listOrder, ...silent });
	sandbox.control.seedHistory({ count: 650 });
	sandbox.control.advance(600_000);
	sandbox.control.deliver(buyElsewhere(sandbox, 'latest'));
	const sum = (rows: Array<{ orders?: unknown }>) =>
		rows.reduce((total, { orders }) => total + Number(orders), 0);

	expect(sum(await statistics(sandbox))).toBe(500);
	sandbox.control.clearRequests();
	const few = await statistics(sandbox, { maxOrders: 120, groupBy: 'app' });
	expect(sum(few)).toBe(120);
	expect(few).toContainEqual(expect.objectContaining({ project_code: 'latest' }));
	expect(countOf(sandbox, 'orders')).toBeLessThanOrEqual(4);
	expect(sum(await statistics(sandbox, { maxOrders: 1, groupBy: 'app' }))).toBe(1);
});
