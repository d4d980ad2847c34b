import { getProfile } from '../../transport/api';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get profile',
	description:
		'Get user name, email, billing type and state of the account that the API key belongs to. Costs nothing.',
};

export const fields = [];

export async function execute(item: Item) {
	return [{ ...valueOf(item, await getProfile(item.session)) }];
}
