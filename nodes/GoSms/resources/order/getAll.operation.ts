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
		'List orders with phone number, status and code; filter by status, app, region or time. Costs nothing. Only Get has the text of the SMS.',
};

export const fields = [...limitFields, orderFiltersField];

export async function execute(item: Item) {
	const limit = readLimit(item);
	const { status, passes } = readOrderFilters(item);
	const found = await matchingRows(item, limit, orderList(item.session, status), passes);
	return found.map((order) => ({ ...toRow(order) }));
}
