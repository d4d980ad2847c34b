import { describe, expect, it } from '@jest/globals';
import type { INodeListSearchResult } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import type { Sandbox } from '../sandbox/server.mts';
import { listContext } from '../support/engine.mts';
import { order } from '../support/parameters.mts';
import { setupFor } from '../support/runGoSms.mts';
import { withSandbox } from '../support/withSandbox.mts';

type List = keyof GoSms['methods']['listSearch'];

async function search(
	sandbox: Sandbox,
	list: List,
	filter?: string,
): Promise<INodeListSearchResult> {
	const setup = setupFor(sandbox, { parameters: order('get') });
	const [, node] = setup.workflow.nodes;
	if (!node) throw new TypeError('the workflow has the node');
	return await new GoSms().methods.listSearch[list].call(listContext(setup, node), filter);
}

const names = ({ results }: INodeListSearchResult) => results.map((row) => row.name);
const values = ({ results }: INodeListSearchResult) => results.map((row) => row.value);

describe('the list of regions', () => {
	it('has all countries, the vendor’s first, and sends no request', async () => {
		const sandbox = await withSandbox();
		const all = await search(sandbox, 'searchRegions');
		expect(all.results).toHaveLength(249);
		expect(names(all).slice(0, 2)).toEqual(['Indonesia (ID)', 'United States (US)']);
		expect(sandbox.requests).toEqual([]);
	});

	it.each([
		['a name', 'viet', ['VN']],
		['a code', '(de)', ['DE']],
		['a name without its accents', 'cote d', ['CI']],
		['nothing that there is', 'atlantis', []],
	])('finds by %s', async (_name, filter, expected) => {
		expect(values(await search(await withSandbox(), 'searchRegions', filter))).toEqual(expected);
	});
});

describe('the list of apps', () => {
	it('has the documented ones and those of the account’s orders', async () => {
		const sandbox = await withSandbox();
		sandbox.control.createAsOther({ projectCode: 'signal', region: 'ID' });
		sandbox.control.createAsOther({ projectCode: 'telegram', region: 'ID' });
		const all = await search(sandbox, 'searchApps');
		expect(values(all)).toEqual(['whatsapp', 'telegram', 'facebook', 'signal']);
		expect(values(await search(sandbox, 'searchApps', 'SIG'))).toEqual(['signal']);
	});

	it('has the documented ones while the API is out of reach', async () => {
		const sandbox = await withSandbox({ faults: [{ kind: 'dropBefore', times: 'always' }] });
		expect(values(await search(sandbox, 'searchApps'))).toHaveLength(3);
	});

	it('says so when the key is refused', async () => {
		const sandbox = await withSandbox({ accounts: [{ key: 'ch_sandbox', revoked: true }] });
		await expect(search(sandbox, 'searchApps')).rejects.toThrow(/does not accept the API key/);
	});
});

describe('the list of orders', () => {
	it.each(['newestFirst', 'oldestFirst'] as const)(
		'has the latest ones first, readable, from a list with the %s',
		async (listOrder) => {
			const sandbox = await withSandbox({ listOrder, sms: { default: { delayMs: null } } });
			sandbox.control.seedHistory({ count: 230 });
			sandbox.control.advance(600_000);
			const last = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
			const all = await search(sandbox, 'searchOrders');
			expect(all.results.length).toBeGreaterThanOrEqual(100);
			expect(values(all)[0]).toBe(String(last.orderId));
			expect(names(all)[0]).toBe(`whatsapp · ID · ${last.phone} · pending · #${last.orderId}`);
			const found = await search(sandbox, 'searchOrders', last.phone);
			expect(values(found)).toEqual([String(last.orderId)]);
		},
	);
});
