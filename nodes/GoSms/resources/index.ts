import type { INodeProperties } from 'n8n-workflow';
import { invalid, quote, understood, type Parsed } from '../domain/parsed';
import * as getBalance from './balance/get.operation';
import { defineResource, type Operation } from './operation';
import * as cancel from './order/cancel.operation';
import * as cancelStale from './order/cancelStale.operation';
import * as create from './order/create.operation';
import * as createAndWait from './order/createAndWait.operation';
import * as getOrder from './order/get.operation';
import * as getOrders from './order/getAll.operation';
import * as getStatistics from './order/getStatistics.operation';
import * as waitForSms from './order/waitForSms.operation';
import * as getProfile from './profile/get.operation';
import * as getTransactions from './transaction/getAll.operation';

const order = defineResource(
	{ name: 'Order', value: 'order', description: 'A rented number and the SMS on it' },
	create,
	[cancel, cancelStale, create, createAndWait, getOrder, getOrders, getStatistics, waitForSms],
);

const balance = defineResource(
	{ name: 'Balance', value: 'balance', description: 'The money in the account' },
	getBalance,
	[getBalance],
);

const profile = defineResource(
	{ name: 'Profile', value: 'profile', description: 'The account behind the API key' },
	getProfile,
	[getProfile],
);

const transaction = defineResource(
	{ name: 'Transaction', value: 'transaction', description: 'A deposit, hold, release or refund' },
	getTransactions,
	[getTransactions],
);

const resources = [order, balance, profile, transaction];

const byValue = new Map(resources.map((resource) => [resource.option.value, resource]));

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map((resource) => resource.option),
	default: 'order',
};

export const operationFields = resources.flatMap((resource) => resource.properties);

export function findOperation(resource: unknown, operation: unknown): Parsed<Operation> {
	const found = byValue.get(String(resource))?.operations.get(String(operation));
	if (found) return understood(found);
	const pair = quote(`${String(resource)}: ${String(operation)}`);
	return invalid(
		`There is no operation ${pair}`,
		'Choose a resource and an operation from the lists.',
	);
}
