import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { GoSmsApi } from '../../credentials/GoSmsApi.credentials.ts';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';

const { description } = new GoSms();

const optionsOf = (property: INodeProperties | undefined) =>
	(property?.options ?? []) as INodePropertyOptions[];

/** The fields that the panel shows for one operation. */
function shown(resource: string, operation: string): INodeProperties[] {
	const values = { resource, operation, returnAll: false };
	const node = { typeVersion: 1, parameters: values };
	return description.properties.filter(
		(property) =>
			!['resource', 'operation'].includes(property.name) &&
			NodeHelpers.displayParameter(values, property, node, description),
	);
}

const operations: Array<[string, string, string[]]> = [
	['balance', 'get', []],
	['profile', 'get', []],
	['transaction', 'getAll', ['returnAll', 'limit', 'filters']],
	['order', 'create', ['projectCode', 'region', 'options']],
	['order', 'createAndWait', ['projectCode', 'region', 'options']],
	['order', 'waitForSms', ['orderId', 'options']],
	['order', 'get', ['orderId']],
	['order', 'getAll', ['returnAll', 'limit', 'filters']],
	['order', 'cancel', ['orderId']],
	['order', 'cancelStale', ['olderThanMinutes', 'filters']],
];

it.each(operations)('%s: %s shows its fields, each once', (resource, operation, fields) => {
	expect(shown(resource, operation).map((property) => property.name)).toEqual(fields);
});

const collections: Array<[string, string, string, string[]]> = [
	['transaction', 'getAll', 'filters', ['createdAfter', 'createdBefore', 'orderId', 'type']],
	[
		'order',
		'getAll',
		'filters',
		['createdAfter', 'createdBefore', 'projectCode', 'region', 'status'],
	],
	[
		'order',
		'createAndWait',
		'options',
		[
			'failWithoutCode',
			'fallbackRegions',
			'includeSmsText',
			'maxPrice',
			'onTimeout',
			'onUnknownPurchase',
			'timeoutSeconds',
		],
	],
	[
		'order',
		'waitForSms',
		'options',
		['failWithoutCode', 'includeSmsText', 'onTimeout', 'timeoutSeconds'],
	],
];

it.each(collections)(
	'%s: %s has the %s that are promised',
	(resource, operation, name, entries) => {
		const collection = shown(resource, operation).find((property) => property.name === name);
		expect(
			optionsOf(collection)
				.map((entry) => entry.name)
				.sort(),
		).toEqual(entries);
	},
);

it.each([
	['createAndWait', 'cancel'],
	['waitForSms', 'keep'],
])('%s has the default %s at a time-out', (operation, expected) => {
	const options = shown('order', operation).find((property) => property.name === 'options');
	const onTimeout = (options?.options as INodeProperties[]).find((one) => one.name === 'onTimeout');
	expect(onTimeout?.default).toBe(expected);
});

describe('every operation', () => {
	const menus = description.properties.filter((property) => property.name === 'operation');

	it('is in the table above', () => {
		const all = menus.flatMap((menu) =>
			optionsOf(menu).map((one) => `${menu.displayOptions?.show?.resource?.[0]}:${one.value}`),
		);
		expect(all.sort()).toEqual(operations.map(([r, o]) => `${r}:${o}`).sort());
	});

	it('has an action, and a description that says what it costs to an agent', () => {
		for (const one of menus.flatMap(optionsOf)) {
			expect(one.action).toMatch(/^[A-Z][a-z ]+(SMS)?( of an order)?$/);
			expect(one.description?.length).toBeGreaterThan(60);
		}
	});
});

it.each([
	['projectCode', ['list', 'code']],
	['region', ['list', 'code']],
	['orderId', ['list', 'id']],
])('%s is chosen from a list first', (name, modes) => {
	const locators = description.properties.filter((property) => property.name === name);
	expect(locators.length).toBeGreaterThan(0);
	for (const locator of locators) {
		expect(locator.type).toBe('resourceLocator');
		expect(locator.default).toEqual({ mode: 'list', value: '' });
		expect(locator.modes?.map((mode) => mode.name)).toEqual(modes);
	}
});

it('can be the tool of an agent', () => {
	expect(description.usableAsTool).toBe(true);
});

it('the credential hides the key, and tests it with the balance', () => {
	const credential = new GoSmsApi();
	const [apiKey, baseUrl] = credential.properties;
	expect(apiKey?.typeOptions?.password).toBe(true);
	expect(baseUrl?.default).toBe('https://appsms.net/api/v1');
	expect(credential.test.request.url).toBe('/user/balance');
	expect(description.credentials).toEqual([{ name: credential.name, required: true }]);
});

describe('the trigger', () => {
	const trigger = new GoSmsTrigger().description;
	const fieldOf = (name: string) => trigger.properties.find((property) => property.name === name);

	it('polls, has no input, and is no tool', () => {
		expect(trigger).toMatchObject({ polling: true, inputs: [], group: ['trigger'] });
		expect(trigger.usableAsTool).toBeUndefined();
	});

	it('offers the events and fields that are promised', () => {
		expect(optionsOf(fieldOf('events')).map((one) => one.value)).toEqual([
			'cancelled',
			'completed',
			'created',
			'expired',
			'received',
		]);
		expect(fieldOf('events')?.default).toEqual(['received', 'expired']);
		const entries = (name: string) => optionsOf(fieldOf(name)).map((one) => one.name);
		expect(entries('filters')).toEqual(['projectCode', 'region']);
		expect(entries('options')).toEqual(['includeSmsText', 'watchSeconds']);
	});

	it('says how to get a sample when there is none', () => {
		expect(fieldOf('sampleNotice')).toMatchObject({ type: 'notice' });
		expect(fieldOf('sampleNotice')?.displayName).toMatch(/Order: Create/);
	});
});
