import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { GoSmsApi } from '../../credentials/GoSmsApi.credentials.ts';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';
import { operations } from '../support/operations.mts';
import { readPaper } from '../support/papers.mts';

const { description } = new GoSms();
const states = ['cancelled', 'completed', 'expired', 'pending', 'received'];

type Option = INodePropertyOptions & INodeProperties;
const optionsOf = (property: INodeProperties | undefined) => (property?.options ?? []) as Option[];

/** The fields that the panel shows for one operation. */
function shown(resource: string, operation: string, type = description): INodeProperties[] {
	const values = { resource, operation, returnAll: false };
	const node = { typeVersion: 1, parameters: values };
	return type.properties.filter(
		(property) =>
			!['resource', 'operation'].includes(property.name) &&
			NodeHelpers.displayParameter(values, property, node, type),
	);
}

/** A field of one operation, or what it offers under a name. */
function shownField(place: string, name: string, inside?: string): Option | undefined {
	const [resource = '', operation = ''] = place.split('/');
	const field = shown(resource, operation).find((property) => property.name === name) as Option;
	return inside ? optionsOf(field).find((one) => one.name === inside) : field;
}

it.each(operations)('$name shows its fields, each once', ({ resource, operation, fields }) => {
	expect(shown(resource, operation).map((property) => property.name)).toEqual(fields);
});

const buying = operations.filter(({ asks }) => asks === 'create').map(({ operation }) => operation);

const found = ['createdAfter', 'createdBefore', 'projectCode', 'region', 'status'];
const waited = ['failWithoutCode', 'includeSmsText', 'onTimeout', 'timeoutSeconds'];
const bought = ['fallbackRegions', 'maxPrice', 'numbersToTry', 'onUnknownPurchase'];

it.each([
	['transaction/getAll', 'filters', ['createdAfter', 'createdBefore', 'orderId', 'type']],
	['order/getAll', 'filters', found],
	['order/getStatistics', 'filters', found],
	['order/createAndWait', 'options', [...waited, ...bought].sort()],
	['order/waitForSms', 'options', waited],
])('%s has the %s that are promised', (place, name, entries) => {
	const offered = optionsOf(shownField(place, name)).map((entry) => entry.name);
	expect(offered.sort()).toEqual(entries);
});

it.each([
	['order/createAndWait', 'cancel'],
	['order/waitForSms', 'keep'],
])('%s has the default %s at a time-out', (place, expected) => {
	expect(shownField(place, 'options', 'onTimeout')?.default).toBe(expected);
});

describe('the panel', () => {
	const all = [description, new GoSmsTrigger().description].flatMap((one) => one.properties);
	const isField = (one: object): one is INodeProperties => 'displayName' in one && 'type' in one;
	const inside = (one: INodeProperties): INodeProperties[] => (one.options ?? []).filter(isField);
	const fields = all.flatMap((one) => [one, ...inside(one)]);

	it('explains every field, and every choice of a list', () => {
		const unexplained = fields
			.filter((one) => !['resource', 'operation'].includes(one.name))
			.filter((one) => !['notice', 'collection'].includes(one.type))
			.filter((one) => !one.description);
		const choices = fields
			.filter((one) => ['options', 'multiOptions'].includes(one.type))
			.flatMap(optionsOf);
		expect(unexplained.map((one) => one.name)).toEqual([]);
		expect(choices.length).toBeGreaterThan(20);
		expect(choices.filter((one) => !one.description).map((one) => one.name)).toEqual([]);
	});

	it('gives an example wherever something is typed', () => {
		const typed = fields.filter((one) => one.type === 'string');
		const modes = fields.flatMap((one) => one.modes ?? []).filter((one) => one.type === 'string');
		const examples = [...typed, ...modes].map((one) => one.placeholder ?? '');
		expect(examples.length).toBeGreaterThan(10);
		expect(examples.filter((one) => !one.startsWith('e.g. '))).toEqual([]);
	});

	it('says where money is spent, and only there', () => {
		const notices = description.properties.filter((one) => one.type === 'notice');
		const places = notices.map((one) => one.displayOptions?.show?.operation);
		expect([...new Set(places.flat())]).toEqual(buying);
	});

	it.each(buying)('says of %s as a tool that each call buys', (operation) => {
		const noticeIn = (name: string) =>
			shown('order', operation, { ...description, name })
				.filter((one) => one.type === 'notice')
				.map((one) => one.displayName)
				.join();
		expect(noticeIn('goSms')).toMatch(/^Each input item buys.*Retry On Fail/);
		expect(noticeIn('goSmsTool')).toMatch(/^Each call buys/);
	});

	it.each([
		['timeoutSeconds', '0 = until the order expires'],
		['maxPrice', '0 = any price'],
		['olderThanMinutes', '0 = all pending orders'],
	])('shows below %s what 0 means', (name, hint) => {
		const found = fields.filter((one) => one.name === name);
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) expect(one.hint).toBe(hint);
	});

	it('has what people come for first', () => {
		expect(optionsOf(description.properties[0])[0]?.value).toBe('order');
	});
});

describe.each(operations)('$name', ({ option: { name, action = '', description: told = '' } }) => {
	it('has a description that says what matters in the first sentence, where lists do not cut it off', () => {
		expect(told.length).toBeGreaterThan(60);
		expect(told.split(/[.:;](?: |$)/)[0]?.length).toBeLessThanOrEqual(90);
	});

	it('has an action without articles that names it: who searches for one finds the other', () => {
		expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+| SMS)+$/);
		expect(action).not.toMatch(/\b(an?|the|its|their)\b/i);
		const words = (text: string) => text.toLowerCase().split(' ');
		// What is created is a purchase, and has to be called so.
		const named = words(name.replace('Create', 'Buy'));
		expect(words(action)).toEqual(expect.arrayContaining(named));
	});
});

it.each(['projectCode', 'region'])('%s is chosen from a list first', (name) => {
	const locators = description.properties.filter((property) => property.name === name);
	expect(locators.length).toBeGreaterThan(0);
	for (const locator of locators) {
		expect(locator.type).toBe('resourceLocator');
		expect(locator.default).toEqual({ mode: 'list', value: '' });
		expect(locator.modes?.map((mode) => mode.name)).toEqual(['list', 'code']);
	}
});

const ofOneOrder = operations.filter(({ fields }) => fields.includes('orderId'));
it.each(ofOneOrder)('$name takes the order of its input item at once', ({ name }) => {
	const locator = shownField(name, 'orderId');
	expect(locator?.default).toEqual({ mode: 'id', value: '={{ $json.order_id }}' });
	expect(locator?.modes?.map((mode) => mode.name)).toEqual(['list', 'id']);
});

it('a filter by order is empty until somebody chooses', () => {
	const locator = shownField('transaction/getAll', 'filters', 'orderId');
	expect(locator).toMatchObject({ default: { mode: 'list', value: '' } });
	expect(locator?.required).toBeFalsy();
});

it('Get Many offers every state that an order can have', () => {
	const status = shownField('order/getAll', 'filters', 'status');
	expect(optionsOf(status).map((one) => one.value)).toEqual(states);
});

it('the credential leads to the vendor, and tests the key with the balance', () => {
	const credential = new GoSmsApi();
	const [, baseUrl] = credential.properties;
	expect(baseUrl?.default).toBe('https://appsms.net/api/v1');
	expect(credential.test.request.url).toBe('/user/balance');
	expect(description.credentials).toEqual([{ name: credential.name, required: true }]);
});

it.each(['GoSms', 'GoSmsTrigger'])('%s is found by the words that people look for', (name) => {
	const { alias, categories } = JSON.parse(readPaper(`nodes/GoSms/${name}.node.json`));
	const searched = ['sms', 'otp', 'rent', 'verification code', 'phone number', '接码'];
	expect(alias).toEqual(expect.arrayContaining(searched));
	expect(categories).toEqual(['Communication', 'Development']);
});

it('the credential signs a request, and leaves the one that it is given alone', async () => {
	const baseUrl = 'https://appsms.net/api/v1';
	const request = { url: `${baseUrl}/user/balance`, headers: { Accept: 'application/json' } };
	const data = { apiKey: 'ch_abc', baseUrl };
	const signed = await new GoSmsApi().authenticate(data, request);
	const pasted = { ...data, apiKey: ' ch_abc\n' };
	expect(await new GoSmsApi().authenticate(pasted, request)).toEqual(signed);
	expect(signed.headers).toEqual({ Accept: 'application/json', Authorization: 'Bearer ch_abc' });
	expect(request.headers).toEqual({ Accept: 'application/json' });
});

it('the credential’s test has words for each status', () => {
	const rules = (new GoSmsApi().test.rules ?? []).filter(({ type }) => type === 'responseCode');
	const statuses = rules.map(({ properties }) => properties.value);
	expect(statuses).toEqual([401, 403, 404, 429, 500, 502, 503, 504]);
	for (const { properties } of rules) expect(properties.message).toMatch(/^[A-Z].{30,}\.$/);
});

it.each([
	['ch_abc', 'http://appsms.net/api/v1', /does not use https.*Use https in the GoSMS credential/s],
	['ch_abc', 'appsms.net', /not a URL/],
	['Bearer ch_abc', 'https://appsms.net/api/v1', /must begin with ch_.*Copy the key/s],
	['', 'https://appsms.net/api/v1', /is empty/],
])('the credential signs nothing with %j for %j, and says why', async (apiKey, baseUrl, why) => {
	const signing = new GoSmsApi().authenticate({ apiKey, baseUrl }, { url: '/user/balance' });
	await expect(signing).rejects.toThrow(why);
});

describe('the trigger', () => {
	const trigger = new GoSmsTrigger().description;
	const fieldOf = (name: string) => trigger.properties.find((property) => property.name === name);

	it('polls, has no input, and is no tool, which the node is', () => {
		expect(trigger).toMatchObject({ polling: true, inputs: [], group: ['trigger'] });
		expect([trigger.usableAsTool, description.usableAsTool]).toEqual([undefined, true]);
	});

	it('offers the events and fields that are promised', () => {
		const events = optionsOf(fieldOf('events')).map((one) => one.value);
		expect(events).toEqual(['cancelled', 'completed', 'created', 'expired', 'received']);
		expect(fieldOf('events')?.default).toEqual(['received', 'expired']);
		// The names that n8n's list of triggers shows.
		for (const one of optionsOf(fieldOf('events')))
			expect(one.action).toMatch(/^On (order|SMS) [a-z]+$/);
		const entries = (name: string) => optionsOf(fieldOf(name)).map((one) => one.name);
		expect(entries('filters')).toEqual(['projectCode', 'otherApps', 'region']);
		expect(entries('options')).toEqual(['includeSmsText', 'watchSeconds']);
	});

	it('says how to get a sample when there is none', () => {
		expect(fieldOf('sampleNotice')).toMatchObject({ type: 'notice' });
		expect(fieldOf('sampleNotice')?.displayName).toMatch(/Order: Create/);
	});
});
