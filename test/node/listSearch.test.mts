import { describe, expect, it } from '@jest/globals';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';
import type { Sandbox } from '../sandbox/server.mts';
import { listContext } from '../support/engine.mts';
import { systemClock } from '../support/fastClock.mts';
import { code, id, order } from '../support/parameters.mts';
import { setupFor } from '../support/runGoSms.mts';
import {
	buyElsewhere,
	countOf,
	silent,
	withHistory,
	withSandbox,
} from '../support/withSandbox.mts';

type List = keyof GoSms['methods']['listSearch'];

function contextFor(sandbox: Sandbox, parameters: INodeParameters) {
	return listContext(setupFor(sandbox, { parameters }));
}

/** @param parameters what the node has now */
async function search(sandbox: Sandbox, list: List, filter = '', parameters = order('get')) {
	const context = contextFor(sandbox, parameters);
	return await new GoSms().methods.listSearch[list].call(context, filter);
}

const revoked = { accounts: [{ key: 'ch_sandbox', revoked: true }] };

const names = ({ results }: INodeListSearchResult) => results.map((row) => row.name);
const values = ({ results }: INodeListSearchResult) => results.map((row) => row.value);

it.each<[List, number, 'hang' | 'dropBefore']>([
	['searchApps', 3, 'hang'],
	['searchApps', 3, 'dropBefore'],
	['searchRegions', 249, 'hang'],
])('%s has all %d that need no API, in seconds, in spite of a %s', async (list, count, kind) => {
	const down = await withSandbox({ faults: [{ kind, times: 'always' }] });
	const sinceMs = systemClock.now();
	expect(values(await search(down, list))).toHaveLength(count);
	expect(systemClock.now() - sinceMs).toBeLessThan(30_000);
});

describe('the list of regions', () => {
	it.each([
		['a name', 'viet', ['VN']],
		['a code', '(de)', ['DE']],
		['a name without its accents', 'cote d', ['CI']],
		['another name', 'Britain', ['GB']],
		['a part of the country', 'england', ['GB']],
		['a calling code', '+62', ['ID']],
		['a calling code without its sign', '62', ['ID']],
		['a calling code as it is dialled', '0062', ['ID']],
		['a calling code with spaces', ' +1 809 ', ['DO']],
		['the begin of calling codes', '97', expect.arrayContaining(['AE', 'IL', 'NP'])],
		['nothing that there is', 'atlantis', []],
		['no calling code', '+0', []],
	])('finds by %s', async (_name, filter, expected) => {
		expect(values(await search(await withSandbox(), 'searchRegions', filter))).toEqual(expected);
	});

	it.each([
		['UK', ['GB', 'UA']],
		['USA', ['US']],
		['Korea', ['KR', 'KP']],
		['1', ['US', 'CA']],
		['oman', ['OM']],
	])('has what “%s” says exactly first', async (filter, expected) => {
		const found = values(await search(await withSandbox(), 'searchRegions', filter));
		expect(found.slice(0, expected.length)).toEqual(expected);
	});

	it('tells what came of the account’s own orders for the chosen app', async () => {
		const sandbox = await withHistory();
		const ofWhatsapp = await search(sandbox, 'searchRegions', 'ind', order('create'));
		expect(names(ofWhatsapp)[0]).toBe('Indonesia (ID) · last 0.50 · 2 of 3 got a code');
		const filter = order('getAll', { filters: { projectCode: code('Signal') } });
		const ofSignal = await search(sandbox, 'searchRegions', 'ind', filter);
		expect(names(ofSignal)[0]).toBe('Indonesia (ID) · last 0.50 · 1 of 1 got a code');
	});

	it.each([
		['is not chosen yet', code('')],
		['comes from an expression', code('={{ $json.app }}')],
	])('tells of all of them while the app %s', async (_name, projectCode) => {
		const sandbox = await withHistory();
		const all = await search(sandbox, 'searchRegions', '44', order('create', { projectCode }));
		expect(names(all)[0]).toBe('United Kingdom (GB) · last 1.25 · 0 of 1 got a code');
		const ofAll = await search(sandbox, 'searchRegions', '62', order('create', { projectCode }));
		expect(names(ofAll)).toEqual(['Indonesia (ID) · last 0.50 · 3 of 4 got a code']);
	});

	it('tells it where the API writes the names of countries', async () => {
		const row = {
			order_id: 7,
			project_code: 'whatsapp',
			region: 'Indonesia',
			code: '12',
			price: 1,
		};
		const body = { orders: [row], total: 1 };
		const sandbox = await withSandbox({
			faults: [{ kind: 'wrongShape', endpoint: 'orders', body }],
		});
		const [name] = names(await search(sandbox, 'searchRegions', '62'));
		expect(name).toBe('Indonesia (ID) · last 1.00 · 1 of 1 got a code');
	});

	it('asks the API once, however fast somebody types', async () => {
		const sandbox = await withHistory();
		for (const filter of ['', 'u', 'un', 'uni']) await search(sandbox, 'searchRegions', filter);
		expect(countOf(sandbox, 'orders')).toBe(1);
	});

	it('is there with a refused key', async () => {
		const refused = await withSandbox(revoked);
		expect(values(await search(refused, 'searchRegions', '62'))).toEqual(['ID']);
	});
});

describe('the list of apps', () => {
	it('has the documented ones and those of the account’s orders', async () => {
		const sandbox = await withSandbox();
		for (const app of ['signal', 'telegram']) buyElsewhere(sandbox, app);
		const all = await search(sandbox, 'searchApps');
		expect(values(all)).toEqual(['whatsapp', 'telegram', 'facebook', 'signal']);
		expect(values(await search(sandbox, 'searchApps', 'SIGNAL'))).toEqual(['signal']);
	});

	it('tells what came of the account’s own orders', async () => {
		expect(names(await search(await withHistory(), 'searchApps'))).toEqual([
			'WhatsApp (whatsapp) · last 1.25 · 2 of 4 got a code',
			'Telegram (telegram)',
			'Facebook (facebook)',
			'signal · last 0.50 · 1 of 1 got a code',
		]);
	});

	it.each([
		['myshop', ['Use code “myshop”']],
		[' My-Shop_2 ', ['Use code “My-Shop_2”']],
		['tele', ['Use code “tele”', 'Telegram (telegram)']],
		['TELEGRAM', ['Telegram (telegram)']],
		['my shop', []],
		['code', ['Use code “code”']],
	])('offers for “%s” %j', async (filter, expected) => {
		const found = await search(await withHistory(), 'searchApps', filter);
		expect(names(found)).toEqual(expected);
		const typed = names(found).filter((name) => name.startsWith('Use code'));
		expect(values(found).slice(0, typed.length)).toEqual(typed.map(() => filter.trim()));
	});

	it('says so when the key is refused', async () => {
		const searching = search(await withSandbox(revoked), 'searchApps');
		await expect(searching).rejects.toThrow(/does not accept the API key/);
	});

	it('keeps what the trigger has chosen, though no recent order is for it', async () => {
		const filters = { projectCode: ['myshop', 'telegram'] };
		const context = contextFor(await withSandbox(), { events: ['received'], filters });
		const all = await new GoSmsTrigger().methods.loadOptions.loadApps.call(context);
		expect(all.map(({ value }) => value)).toEqual(['whatsapp', 'telegram', 'facebook', 'myshop']);
	});
});

describe('the list of orders', () => {
	const listOrders = ['newestFirst', 'oldestFirst'] as const;
	it.each(listOrders)('has the latest ones first, readable: the %s', async (listOrder) => {
		const sandbox = await withSandbox({ listOrder, ...silent });
		sandbox.control.seedHistory({ count: 230 });
		sandbox.control.advance(600_000);
		const last = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const all = await search(sandbox, 'searchOrders');
		expect(all.results.length).toBeGreaterThanOrEqual(100);
		expect(values(all)[0]).toBe(String(last.orderId));
		expect(names(all)[0]).toBe(`#${last.orderId} · pending · ${last.phone} · whatsapp · ID`);
		const found = await search(sandbox, 'searchOrders', last.phone);
		expect(values(found)).toEqual([String(last.orderId)]);
	});

	it('asks the API once for letters that are typed fast, and shows what was just bought', async () => {
		const sandbox = await withSandbox(silent);
		const typed = ['', '1', '12'];
		await Promise.all(typed.map((filter) => search(sandbox, 'searchOrders', filter)));
		expect(countOf(sandbox, 'orders')).toBe(1);
		const bought = String(buyElsewhere(sandbox));
		await systemClock.sleep(1_600);
		expect(values(await search(sandbox, 'searchOrders'))).toEqual([bought]);
	});

	it.each([
		['waitForSms', true],
		['cancel', true],
		['get', false],
	])('of %s has the pending ones first: %s', async (operation, pendingFirst) => {
		const sandbox = await withSandbox(silent);
		const [pending = 0, received = 0, latest = 0] = [1, 2, 3].map(() => buyElsewhere(sandbox));
		sandbox.control.deliver(received);
		sandbox.control.cancelAsOther(latest);
		const all = await search(sandbox, 'searchOrders', '', order(operation, { orderId: id('') }));
		const expected = pendingFirst ? [pending, latest, received] : [latest, received, pending];
		expect(values(all)).toEqual(expected.map(String));
	});
});
