import type { INodeProperties } from 'n8n-workflow';
import { invalid, quote, understood, type Parsed } from '../domain/parsed';
import * as getBalance from './balance/get.operation';
import { defineResource, type Operation } from './operation';
import { order } from './order';
import * as getProfile from './profile/get.operation';
import * as getTransactions from './transaction/getAll.operation';

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
	{ name: 'Transaction', value: 'transaction', description: 'A movement of money' },
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
		'Choose resource and operation from their lists.',
	);
}
