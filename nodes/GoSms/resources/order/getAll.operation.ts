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
		'List orders with phone number, status and code, filtered by status, app, region or time. Costs nothing. The text of the SMS is not included: use Get for it.',
};

export const fields = [...limitFields, orderFiltersField];

export async function execute(item: Item) {
	const limit = readLimit(item);
	const { status, ...filters } = readOrderFilters(item);
	const wanted = { limit, ...filters };
	const found = await matchingRows(item, orderList(item.session, status), wanted);
	return found.map((order) => ({ ...toRow(order) }));
}
