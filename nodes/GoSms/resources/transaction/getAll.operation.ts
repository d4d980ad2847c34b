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
	description:
		'List all deposits, holds, releases and refunds. Costs nothing. A price is held when you buy a number, released (spent) when the order is completed, and refunded when it is cancelled or expires.',
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
				{ name: 'Deposit', value: 'Deposit', description: 'The account was topped up' },
				{
					name: 'Hold',
					value: 'Hold',
					description: 'A number was bought, and its price is frozen',
				},
				{ name: 'Refund', value: 'Refund', description: 'An order was cancelled or expired' },
				{
					name: 'Release',
					value: 'Release',
					description: 'An order was completed, and its price is spent',
				},
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

	const wanted = { limit, sinceMs, passes };
	const found = await matchingRows(item, transactionList(item.session), wanted);
	return found.map(({ row }) => ({ ...row }));
}

function parseTypes(input: unknown): Parsed<ReadonlySet<TransactionType>> {
	const parse = several(choice('A transaction type', transactionTypes));
	return parse(input === '' ? [input] : filledEntriesOf(input));
}
