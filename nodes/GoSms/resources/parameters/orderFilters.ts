import type { INodeProperties } from 'n8n-workflow';
import { isAlike, isOverdue, listedStatuses, type Order } from '../../domain/order';
import { choice } from '../../domain/parsed';
import { parseProjectCode } from '../../domain/projectCode';
import { isRegion, parseRegion } from '../../domain/region';
import { stateNow } from '../../engine/lifetime';
import { newestTimeIn } from '../../engine/staleness';
import { added, collectionOf, type Item } from '../item';
import { collection } from '../operation';
import { createdAfterField, createdBeforeField, readCreatedRange } from './createdRange';
import { projectCodeField, regionField } from './locators';

const appFilter: INodeProperties = {
	...projectCodeField,
	required: false,
	description: 'Only orders for this app',
};

const regionFilter: INodeProperties = {
	...regionField,
	required: false,
	description: 'Only orders for this country',
};

/** The filters that the API does not have; they are applied here. */
export const appAndRegionFilters = [appFilter, regionFilter];

export function readAppAndRegion(
	item: Item,
	filters: ReadonlyMap<string, unknown>,
): (order: Order) => boolean {
	const projectCode = added(item, filters, 'projectCode', parseProjectCode);
	const region = added(item, filters, 'region', parseRegion);
	return (order) =>
		(projectCode === undefined || isAlike(order.projectCode, projectCode)) &&
		(region === undefined || isRegion(order.region, region));
}

export const orderFiltersField = collection('Filters', [
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
]);

const parseStatus = choice('Status', [...listedStatuses, 'expired']);

/** The API filters by most states; everything else is filtered here. */
export function readOrderFilters(item: Item) {
	const filters = collectionOf(item, 'filters');
	const status = added(item, filters, 'status', parseStatus);
	const matches = readAppAndRegion(item, filters);
	const { sinceMs, inRange } = readCreatedRange(item, filters);
	const passes = (order: Order) => matches(order) && inRange(order.createdMs);
	if (status !== 'expired') return { status, sinceMs, passes };
	let nowMs = 0;
	// An API that does not tidy up still calls it pending; newer orders, which come first, tell what time it is.
	const isExpired = (order: Order) => {
		nowMs = Math.max(nowMs, newestTimeIn(item.session, [order]));
		return stateNow(item.session, order, false) === 'expired' || isOverdue(order, nowMs);
	};
	return {
		status: undefined,
		// With a bound the list is read from its newest order on.
		sinceMs: Math.max(0, sinceMs),
		passes: (order: Order) => isExpired(order) && passes(order),
	};
}
