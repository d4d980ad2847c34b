import { getBalance } from '../../transport/api';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get balance',
	description:
		'Get balance, frozen and available money, and credit limit of the account. Costs nothing; use it to see whether a number can be paid.',
};

export const fields = [];

export async function execute(item: Item) {
	return [{ ...valueOf(item, await getBalance(item.session)) }];
}
