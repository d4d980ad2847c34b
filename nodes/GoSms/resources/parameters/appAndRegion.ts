import type { INodeProperties } from 'n8n-workflow';
import { isAlike, type Order } from '../../domain/order';
import { parseProjectCode } from '../../domain/projectCode';
import { parseRegion } from '../../domain/region';
import { checked, type Item } from '../item';
import { projectCodeField } from './projectCode';
import { regionField } from './region';

export const appFilter: INodeProperties = {
	...projectCodeField,
	required: false,
	description: 'Only orders for this app',
};

export const regionFilter: INodeProperties = {
	...regionField,
	required: false,
	description: 'Only orders with a number from this country',
};

/** The filters that the API does not have; they are applied here. */
export const appAndRegionFilters = [appFilter, regionFilter];

export function readAppAndRegion(
	item: Item,
	filters: ReadonlyMap<string, unknown>,
): (order: Order) => boolean {
	const projectCode = filters.has('projectCode')
		? checked(item, parseProjectCode(filters.get('projectCode')))
		: undefined;
	const region = filters.has('region')
		? checked(item, parseRegion(filters.get('region')))
		: undefined;
	return (order) =>
		(projectCode === undefined || isAlike(order.projectCode, projectCode)) &&
		(region === undefined || isAlike(order.region, region));
}
