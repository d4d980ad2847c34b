import type { INodeProperties } from 'n8n-workflow';
import { parseOrderId } from '../../domain/order';
import { checked, parameterOf, type Item } from '../item';

/** For a filter: nothing is chosen until somebody chooses. */
export const orderIdFilter: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
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
			hint: 'The order_id that Create returned',
		},
	],
};

/** For an operation on one order, which mostly comes from the node before. */
export const orderIdField: INodeProperties = {
	...orderIdFilter,
	default: { mode: 'id', value: '={{ $json.order_id }}' },
	required: true,
	description:
		'The order_id of the order. By default, it comes from the input item, as Create returns it.',
};

export function readOrderId(item: Item): string {
	return checked(item, parseOrderId(parameterOf(item, 'orderId')));
}
