import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { order } from '../workflowOf.mts';

type Choice = { name: string; value: unknown };

/** What the panel shows when somebody opens a list. */
export async function checkLists({ client, credential, sandbox }: N8nPlace, check: Check) {
	const request = (type: string, methodName: string, parameters: object) => ({
		path: 'parameters.any',
		nodeTypeAndVersion: { name: `n8n-nodes-gosms.${type}`, version: 1 },
		currentNodeParameters: parameters,
		credentials: { goSmsApi: credential },
		methodName,
	});
	const search = async (methodName: string, filter?: string): Promise<Choice[]> => {
		const body = { ...request('goSms', methodName, order('get')), ...(filter && { filter }) };
		const path = '/dynamic-node-parameters/resource-locator-results';
		return (await client.post<{ results: Choice[] }>(path, body)).results;
	};
	const load = async (methodName: string): Promise<Choice[]> =>
		await client.post(
			'/dynamic-node-parameters/options',
			request('goSmsTrigger', methodName, { events: ['received'] }),
		);
	const valuesOf = (choices: Choice[]) => choices.map(({ value }) => value);

	await check('the list of apps answers, and has what was ordered before', async () => {
		sandbox.control.createAsOther({ projectCode: 'our-own-app', region: 'ID' });
		assert.ok(valuesOf(await search('searchApps')).includes('our-own-app'));
		assert.deepEqual(valuesOf(await search('searchApps', 'telegr')), ['telegr', 'telegram']);
	});

	await check('the list of regions answers, by name and by code', async () => {
		assert.ok((await search('searchRegions')).length > 200);
		for (const filter of ['indones', '+62'])
			assert.deepEqual(valuesOf(await search('searchRegions', filter)), ['ID']);
	});

	await check('the list of orders answers, with the phone numbers', async () => {
		const newest = sandbox.control.orders().at(-1);
		const [first] = await search('searchOrders');
		assert.ok(first?.name.includes(newest?.phone ?? 'none'), first?.name);
		assert.equal(String(first?.value), String(newest?.orderId));
	});

	await check('the trigger’s lists of apps and regions answer', async () => {
		assert.ok(valuesOf(await load('loadApps')).includes('whatsapp'));
		assert.ok(valuesOf(await load('loadRegions')).includes('ID'));
	});
}
