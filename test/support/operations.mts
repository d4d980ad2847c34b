import type { INodePropertyOptions } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.mts';
import { code, id } from './parameters.mts';

/** Parameters, of which tests put other values in. */
type Given = { [name: string]: string | number | boolean | Given };

export type Endpoint = NonNullable<FaultRule['endpoint']>;

/** What an operation needs to be in every test of what all of them must do. */
type Fixture = {
	/** What the panel shows for it, in this order. */
	fields: string[];
	/** What makes it run in a furnished sandbox. Values are spelled as a model may spell them. */
	given: Given;
	/** What is in the one row that it gives then. */
	gives: Record<string, unknown>;
	/** The first endpoint that it calls. */
	asks: Endpoint;
	/** It buys, or goes on where others give up after three repeats; tests of its own say how. */
	isPatient?: true;
	/** It asks the list for one status whatever is given; a list that is refused is also tried without. */
	filtersStatus?: true;
};

/** The order that is open in a furnished sandbox. */
export const openOrderId = 12345;

const orderId = id(String(openOrderId));

const fixtures: Record<string, Fixture> = {
	'balance/get': { fields: [], given: {}, gives: { credit_limit: 5000 }, asks: 'balance' },
	'profile/get': { fields: [], given: {}, gives: { username: 'channel_demo' }, asks: 'profile' },
	'transaction/getAll': {
		fields: ['returnAll', 'limit', 'filters'],
		given: { limit: 1, filters: { type: 'hold' } },
		gives: { type: 'Hold' },
		asks: 'transactions',
	},
	'order/create': {
		fields: ['buyingNotice', 'projectCode', 'region', 'options'],
		given: {
			projectCode: code('WhatsApp'),
			region: code(' id '),
			options: { maxPrice: '0.50', fallbackRegions: 'gb, us' },
		},
		gives: { project_code: 'whatsapp', region: 'ID', status: 'pending' },
		asks: 'create',
		isPatient: true,
	},
	'order/createAndWait': {
		fields: ['buyingNotice', 'projectCode', 'region', 'runWorkflow', 'simple', 'options'],
		given: { projectCode: code('telegram'), region: code('gb'), options: { timeoutSeconds: 60 } },
		gives: { project_code: 'telegram', region: 'GB', status: 'received', code: '0042' },
		asks: 'create',
		isPatient: true,
	},
	'order/waitForSms': {
		fields: ['orderId', 'simple', 'options'],
		given: { orderId, options: { timeoutSeconds: 30 } },
		gives: { status: 'pending', code: null },
		asks: 'order',
		isPatient: true,
	},
	'order/get': {
		fields: ['orderId', 'simple'],
		given: { orderId },
		gives: { status: 'pending', code: null },
		asks: 'order',
	},
	'order/getAll': {
		fields: ['returnAll', 'limit', 'filters'],
		given: { limit: 1, filters: { status: 'Pending' } },
		gives: { status: 'pending' },
		asks: 'orders',
	},
	'order/getStatistics': {
		fields: ['groupBy', 'maxOrders', 'filters'],
		given: { groupBy: 'region', maxOrders: 200 },
		gives: { region: 'GB', orders: 1, codes: 1, code_rate: 1 },
		asks: 'orders',
	},
	'order/cancel': {
		fields: ['orderId'],
		given: { orderId },
		gives: { refund_amount: 0.5 },
		asks: 'cancel',
	},
	'order/cancelStale': {
		fields: ['olderThanMinutes', 'simple', 'filters'],
		given: { olderThanMinutes: 0 },
		gives: { outcome: 'cancelled', refund_amount: 0.5 },
		asks: 'orders',
		isPatient: true,
	},
};

const registered = new GoSms().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		options
			.filter((option): option is INodePropertyOptions => 'value' in option)
			.map((option) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: String(option.value),
				option,
			})),
	);

/** Every operation that the node registers. */
export const operations = registered.map((one) => {
	const name = `${one.resource}/${one.operation}`;
	const fixture = fixtures[name];
	if (!fixture) throw new Error(`Give ${name} a fixture in test/support/operations.mts`);
	const { resource, operation } = one;
	return { ...one, name, ...fixture, parameters: { resource, operation, ...fixture.given } };
});

const leftOver = Object.keys(fixtures).filter((name) => !operations.some((o) => o.name === name));
if (leftOver.length > 0)
	throw new Error(`There is no operation ${leftOver.join()}: drop its fixture`);

/** @param by gives the value to put in, for a value and the name of its place */
export function filled(
	given: Given,
	by: (value: string | number, place: string) => string | number,
	within = '',
): Given {
	const entries = Object.entries(given).map(([name, value]): [string, Given[string]] => {
		const isFixed = typeof value === 'boolean' || (name === 'mode' && '__rl' in given);
		if (isFixed) return [name, value];
		const place = within + name;
		return [name, typeof value === 'object' ? filled(value, by, `${place}_`) : by(value, place)];
	});
	return Object.fromEntries(entries);
}

/** What a person or a model fills in, by the name of its place. */
export function valuesIn(given: Given): Record<string, string> {
	const values: Record<string, string> = {};
	filled(given, (value, place) => {
		values[place] = String(value);
		return value;
	});
	return values;
}

/** What becomes of the orders in a furnished sandbox. */
export const furnished: SandboxOptions = {
	sms: { default: { delayMs: null }, telegram: { delayMs: 5_000, code: '0042' } },
};

/** Gives the account an order that waits for its SMS and one that has its code: then every fixture runs. */
export function furnish(sandbox: Sandbox): Sandbox {
	const { control } = sandbox;
	control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	control.deliver(control.createAsOther({ projectCode: 'signal', region: 'GB' }).orderId);
	return sandbox;
}
