import { toRow } from '../../domain/orderRow';
import { orderList } from '../../transport/lists';
import type { Item } from '../item';
import { matchingRows } from '../matchingRows';
import type { OperationOption } from '../operation';
import { limitFields, readLimit } from '../parameters/limit';
import { orderFiltersField, readOrderFilters } from '../parameters/orderFilters';

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many orders',
	description:
		'List orders and their codes, by status, app, region or time. Costs nothing. For the text of an SMS, use Get.',
};

export const fields = [...limitFields, orderFiltersField];

export async function execute(item: Item) {
	const limit = readLimit(item);
	const { status, sinceMs, passes } = readOrderFilters(item);
	const list = orderList(item.session, status);
	const found = await matchingRows(item, list, passes, limit, sinceMs);
	return found.map((order) => ({ ...toRow(order) }));
}
