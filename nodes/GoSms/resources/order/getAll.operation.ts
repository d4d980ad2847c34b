import type { INodeProperties } from 'n8n-workflow';
import { listedStatuses, type ListedStatus, type Order } from '../../domain/order';
import { toRow } from '../../domain/orderRow';
import { quote, invalid, understood, type Parsed } from '../../domain/parsed';
import { orderList } from '../../transport/lists';
import { checked, collectionOf, type Item } from '../item';
import { matchingRows } from '../matchingRows';
import type { OperationOption } from '../operation';
import { appFilter, readAppAndRegion, regionFilter } from '../parameters/appAndRegion';
import {
	createdAfterField,
	createdBeforeField,
	readCreatedRange,
} from '../parameters/createdRange';
import { limitFields, readLimit } from '../parameters/limit';

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many orders',
	description:
		'List orders of the account with phone number, status and code, by status, app, region and time. Costs nothing. The text of the SMS is only in Get.',
};

export const fields: INodeProperties[] = [
	...limitFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			appFilter,
			createdAfterField,
			createdBeforeField,
			regionFilter,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'pending',
				description: 'Only orders in this state',
				options: [
					{ name: 'Cancelled', value: 'cancelled', description: 'Given back and refunded' },
					{ name: 'Completed', value: 'completed', description: 'SMS received, order closed' },
					{ name: 'Pending', value: 'pending', description: 'Waiting for its SMS' },
					{ name: 'Received', value: 'received', description: 'SMS received' },
				],
			},
		],
	},
];

export async function execute(item: Item) {
	const limit = readLimit(item);
	const filters = collectionOf(item, 'filters');
	const status = checked(item, parseStatus(filters.get('status')));
	const passes = readFilters(item, filters);

	const found = await matchingRows(item, limit, orderList(item.session, status), passes);
	return found.map((order) => ({ ...toRow(order) }));
}

function readFilters(item: Item, filters: ReadonlyMap<string, unknown>): (row: Order) => boolean {
	const matches = readAppAndRegion(item, filters);
	const inRange = readCreatedRange(item, filters);
	return (row) => matches(row) && inRange(row.createdMs);
}

function parseStatus(input: unknown): Parsed<ListedStatus | undefined> {
	if (input === undefined) return understood(undefined);
	const text = typeof input === 'string' ? input.trim().toLowerCase() : '';
	const known = listedStatuses.find((status) => status === text);
	if (known) return understood(known);
	return invalid(`${quote(input)} is not a status`, `Use ${listedStatuses.join(', ')}.`);
}
