import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { parseOrderId } from '../../domain/order';
import { read, type Item } from '../item';

/** Chosen from a list, or typed. */
function locator(
	searchListMethod: string,
	placeholder: string,
	typed: Omit<INodePropertyMode, 'type'>,
): Pick<INodeProperties, 'modes'> {
	const typeOptions = { searchListMethod, searchable: true };
	return {
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', placeholder, typeOptions },
			{ type: 'string', ...typed },
		],
	};
}

export const projectCodeField: INodeProperties = {
	displayName: 'App',
	name: 'projectCode',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	...locator('searchApps', 'Choose an app…', {
		displayName: 'By Code',
		name: 'code',
		placeholder: 'e.g. whatsapp',
		hint: 'Any code from your GoSMS admin panel',
	}),
	required: true,
	description:
		'The app or site that sends the SMS. Choose one, or type any GoSMS project code, e.g. whatsapp.',
};

export const regionField: INodeProperties = {
	displayName: 'Region',
	name: 'region',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	...locator('searchRegions', 'Choose a country…', {
		displayName: 'By Code',
		name: 'code',
		placeholder: 'e.g. ID',
		hint: 'Two letters (ISO 3166-1)',
	}),
	required: true,
	description:
		'The country of the phone number. Search by name, two-letter code or calling code, e.g. Indonesia, ID or +62.',
};

/** For a filter: nothing is chosen at first. */
export const orderIdFilter: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	...locator('searchOrders', 'Choose an order…', {
		displayName: 'By ID',
		name: 'id',
		placeholder: 'e.g. 12345',
		hint: 'The order_id that Create returned',
	}),
};

/** For an operation on one order, which usually comes from the node before. */
export const orderIdField: INodeProperties = {
	...orderIdFilter,
	default: { mode: 'id', value: '={{ $json.order_id }}' },
	required: true,
	description:
		'The order to use. By default, the order_id of the input item, as Create returns it.',
};

export function readOrderId(item: Item): string {
	return read(item, 'orderId', parseOrderId);
}
