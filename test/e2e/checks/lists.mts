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

	await check('the lists of apps, regions and orders find what is looked for', async () => {
		const bought = { projectCode: 'our-own-app', region: 'ID' };
		const { orderId, phone } = sandbox.control.createAsOther(bought);
		for (const [list, filter, value] of [
			['searchApps', undefined, 'our-own-app'],
			['searchApps', 'telegr', 'telegram'],
			['searchRegions', undefined, 'GB'],
			['searchRegions', 'indones', 'ID'],
			['searchRegions', '+62', 'ID'],
			['searchOrders', phone, String(orderId)],
		] as const) {
			const found = await search(list, filter);
			assert.ok(valuesOf(found).includes(value), `${list} ${filter}: ${JSON.stringify(found)}`);
		}
	});

	await check('the trigger’s lists of apps and regions answer', async () => {
		assert.ok(valuesOf(await load('loadApps')).includes('whatsapp'));
		assert.ok(valuesOf(await load('loadRegions')).includes('ID'));
	});
}
