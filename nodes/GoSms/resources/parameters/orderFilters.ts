import type { INodeProperties } from 'n8n-workflow';
import { listedStatuses, type Order } from '../../domain/order';
import { parseChoice } from '../../domain/parsed';
import { stateNow } from '../../engine/lifetime';
import { checked, collectionOf, type Item } from '../item';
import { appFilter, readAppAndRegion, regionFilter } from './appAndRegion';
import { createdAfterField, createdBeforeField, readCreatedRange } from './createdRange';

export const orderFiltersField: INodeProperties = {
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
				{ name: 'Expired', value: 'expired', description: 'No SMS came in time; refunded' },
				{ name: 'Pending', value: 'pending', description: 'Waiting for its SMS' },
				{ name: 'Received', value: 'received', description: 'SMS received' },
			],
		},
	],
};

const statuses = [...listedStatuses, 'expired'] as const;

/** The API filters by most states, and all else is filtered here. */
export function readOrderFilters(item: Item) {
	const filters = collectionOf(item, 'filters');
	const status = filters.has('status')
		? checked(item, parseChoice('Status', statuses, filters.get('status')))
		: undefined;
	const matches = readAppAndRegion(item, filters);
	const inRange = readCreatedRange(item, filters);
	const passes = (order: Order) => matches(order) && inRange(order.createdMs);
	if (status !== 'expired') return { status, passes };
	// An API that does not tidy up still calls it pending.
	const isExpired = (order: Order) => stateNow(item.session, order, false) === 'expired';
	return { status: undefined, passes: (order: Order) => passes(order) && isExpired(order) };
}
