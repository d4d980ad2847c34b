import { toRow } from '../../domain/orderRow';
import { getOrder } from '../../transport/api';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import { orderIdField, readOrderId } from '../parameters/locators';
import { simplified, simplifyField } from '../parameters/simplify';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get order',
	description:
		'Get one order as it is now: phone number, status, code and SMS text. Does not wait and costs nothing.',
};

export const fields = [orderIdField, simplifyField];

export async function execute(item: Item) {
	const order = valueOf(item, await getOrder(item.session, readOrderId(item)));
	return [simplified(item, toRow(order))];
}
