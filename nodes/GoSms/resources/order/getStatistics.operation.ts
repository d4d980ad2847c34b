import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { groupings, historyOf, type Grouping, type History } from '../../domain/history';
import { choice, count } from '../../domain/parsed';
import { newestTimeIn } from '../../engine/staleness';
import { newestOrders } from '../../transport/lists';
import { largestPage } from '../../transport/paging';
import { read, valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import { orderFiltersField, readOrderFilters } from '../parameters/orderFilters';

export const option: OperationOption = {
	name: 'Get Statistics',
	value: 'getStatistics',
	action: 'Get order statistics',
	description:
		'See which apps and regions gave codes, how fast and at what price: one item for each, best first, from the ended orders of this account. Costs nothing, so use it before you buy.',
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
			{ name: 'App', value: 'app', description: 'One item for each app, across all regions' },
			{
				name: 'App and Region',
				value: 'appAndRegion',
				description: 'One item for each app in each region',
			},
			{ name: 'Region', value: 'region', description: 'One item for each region, across all apps' },
		],
	},
	{
		displayName: 'Max Orders',
		name: 'maxOrders',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultMaxOrders,
		description:
			'How many of the newest orders to read, at one request per 100. Filters apply only to these orders.',
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
	const nowMs = newestTimeIn(session, items.slice(0, largestPage));
	return historyOf(orders, groupBy, nowMs).map((history) => rowOf(history, groupBy));
}

function rowOf(history: History, groupBy: Grouping): IDataObject {
	const { projectCode, region, orders, codes, medianMs, lastOrderMs } = history;
	return {
		...(groupBy !== 'region' && { project_code: projectCode }),
		...(groupBy !== 'app' && { region }),
		orders,
		codes,
		code_rate: Math.round((codes / orders) * 1_000) / 1_000,
		median_seconds_to_sms: medianMs === undefined ? null : Math.round(medianMs / 100) / 10,
		last_price: history.lastPrice ?? null,
		min_price: history.minPrice ?? null,
		max_price: history.maxPrice ?? null,
		last_order_at: lastOrderMs === undefined ? null : new Date(lastOrderMs).toISOString(),
	};
}
