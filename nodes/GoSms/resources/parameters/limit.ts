import type { INodeProperties } from 'n8n-workflow';
import { count, isSetTo } from '../../domain/parsed';
import { parameterOf, read, type Item } from '../item';

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** Infinity when everything is wanted. */
export function readLimit(item: Item): number {
	if (isSetTo(true, parameterOf(item, 'returnAll'))) return Infinity;
	return read(item, 'limit', count('Limit'), 50);
}
