import type { INodeProperties } from 'n8n-workflow';
import { invalid, quote, understood, type Parsed } from '../domain/parsed';
import { balance } from './balance';
import type { Operation } from './operation';
import { order } from './order';
import { profile } from './profile';
import { transaction } from './transaction';

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
