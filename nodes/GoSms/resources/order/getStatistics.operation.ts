import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { groupings, historyOf, type Grouping, type History } from '../../domain/history';
import { choice, count } from '../../domain/parsed';
import { newestOrders } from '../../transport/lists';
import { read, valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import { orderFiltersField, readOrderFilters } from '../parameters/orderFilters';

export const option: OperationOption = {
	name: 'Get Statistics',
	value: 'getStatistics',
	action: 'Get order statistics',
	description:
		'See which apps and regions gave this account codes, how fast and at what price, best first. Costs nothing: use it before you buy.',
};

const defaultMaxOrders = 500;

export const fields: INodeProperties[] = [
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		default: 'appAndRegion',
		description: 'What each output item covers',
		options: [
			{ name: 'App', value: 'app', description: 'Across all regions' },
			{ name: 'App and Region', value: 'appAndRegion', description: 'Each app in each region' },
			{ name: 'Region', value: 'region', description: 'Across all apps' },
		],
	},
	{
		displayName: 'Max Orders',
		name: 'maxOrders',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultMaxOrders,
		description: 'How many of the newest orders to read (100 per request) and filter',
	},
	orderFiltersField,
];

export async function execute(item: Item) {
	const { session, run } = item;
	const groupBy = read(item, 'groupBy', choice('Group By', groupings), 'appAndRegion');
	const maxOrders = read(item, 'maxOrders', count('Max Orders'), defaultMaxOrders);
	const { status, passes } = readOrderFilters(item);
	const { items, skipped } = valueOf(item, await newestOrders(session, maxOrders));
	run.tally.skipped += skipped;
	const orders = items.filter((one) => (status ?? one.status) === one.status && passes(one));
	return historyOf(orders, groupBy).map((history) => rowOf(history, groupBy));
}

function rowOf(history: History, groupBy: Grouping): IDataObject {
	const { projectCode, region, orders, codes, medianMs, lastOrderMs } = history;
	const { lastPrice = null, minPrice = null, maxPrice = null } = history;
	return {
		...(groupBy !== 'region' && { project_code: projectCode }),
		...(groupBy !== 'app' && { region }),
		orders,
		codes,
		code_rate: Math.round((codes / orders) * 1_000) / 1_000,
		median_seconds_to_sms: medianMs === undefined ? null : Math.round(medianMs / 100) / 10,
		last_price: lastPrice,
		min_price: minPrice,
		max_price: maxPrice,
		last_order_at: lastOrderMs === undefined ? null : new Date(lastOrderMs).toISOString(),
	};
}
