import { getProfile } from '../../transport/api';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get profile',
	description:
		'Get the account behind the API key: user name, email, billing type and state. Costs nothing.',
};

export const fields = [];

export async function execute(item: Item) {
	return [{ ...valueOf(item, await getProfile(item.session)) }];
}
