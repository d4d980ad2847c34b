import type { INodeProperties } from 'n8n-workflow';
import { parseOrderId } from '../../domain/order';
import { choice, filledEntriesOf, several, type Parsed } from '../../domain/parsed';
import {
	isOfType,
	transactionTypes,
	type Transaction,
	type TransactionType,
} from '../../domain/money';
import { transactionList } from '../../transport/lists';
import { added, collectionOf, type Item } from '../item';
import { matchingRows } from '../matchingRows';
import { collection, type OperationOption } from '../operation';
import {
	createdAfterField,
	createdBeforeField,
	readCreatedRange,
} from '../parameters/createdRange';
import { limitFields, readLimit } from '../parameters/limit';
import { orderIdFilter } from '../parameters/locators';

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many transactions',
	description: 'List all deposits, holds, releases and refunds. Costs nothing.',
};

export const fields: INodeProperties[] = [
	...limitFields,
	collection('Filters', [
		{
			displayName: 'Type',
			name: 'type',
			type: 'multiOptions',
			default: [],
			description: 'Only transactions of these types',
			options: [
				{ name: 'Deposit', value: 'Deposit', description: 'Money paid in' },
				{ name: 'Hold', value: 'Hold', description: 'A number was bought' },
				{ name: 'Refund', value: 'Refund', description: 'Order cancelled or expired' },
				{ name: 'Release', value: 'Release', description: 'Order completed' },
			],
		},
		{ ...orderIdFilter, description: 'Only transactions of this order' },
		createdAfterField,
		createdBeforeField,
	]),
];

export async function execute(item: Item) {
	const limit = readLimit(item);
	const filters = collectionOf(item, 'filters');
	const types = [...(added(item, filters, 'type', parseTypes) ?? [])];
	const orderId = added(item, filters, 'orderId', parseOrderId);
	const { sinceMs, inRange } = readCreatedRange(item, filters);
	const passes = (row: Transaction) =>
		(types.length === 0 || types.some((type) => isOfType(row, type))) &&
		(orderId === undefined || row.orderId === orderId) &&
		inRange(row.createdMs);

	const list = transactionList(item.session);
	const found = await matchingRows(item, list, passes, limit, sinceMs);
	return found.map(({ row }) => ({ ...row }));
}

function parseTypes(input: unknown): Parsed<ReadonlySet<TransactionType>> {
	const parse = several(choice('A transaction type', transactionTypes));
	return parse(input === '' ? [input] : filledEntriesOf(input));
}
