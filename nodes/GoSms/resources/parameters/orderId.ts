import type { INodeProperties } from 'n8n-workflow';
import { parseOrderId } from '../../domain/orderId';
import { checked, parameterOf, type Item } from '../item';

export const orderIdField: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order to work on; its order_id is a whole number, e.g. 12345',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an order…',
			typeOptions: { searchListMethod: 'searchOrders', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 12345',
			hint: 'The order_id that Create gave you',
		},
	],
};

export function readOrderId(item: Item): string {
	return checked(item, parseOrderId(parameterOf(item, 'orderId')));
}
