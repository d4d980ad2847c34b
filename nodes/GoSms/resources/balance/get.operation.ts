import { getBalance } from '../../transport/api';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get balance',
	description: 'Get the account balance: total, frozen, available and credit limit. Costs nothing.',
};

export const fields = [];

export async function execute(item: Item) {
	return [{ ...valueOf(item, await getBalance(item.session)) }];
}
