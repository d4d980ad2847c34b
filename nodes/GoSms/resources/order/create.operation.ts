import { toRow } from '../../domain/orderRow';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import { buyingNotices, buyingOptionsField, readPurchase } from '../parameters/buying';
import { projectCodeField, regionField } from '../parameters/locators';

export const option: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Buy number',
	description:
		'Buy a phone number for one app and region, and continue without waiting for its SMS. Its price is frozen until the SMS comes, the order is cancelled, or it expires. Get the code later with Wait for SMS.',
};

export const fields = [...buyingNotices, projectCodeField, regionField, buyingOptionsField];

export async function execute(item: Item) {
	const bought = await item.run.buy(item.session, item.index, readPurchase(item));
	return [{ ...toRow(valueOf(item, bought)) }];
}
