import { buyNumber } from '../../engine/buyNumber';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import { projectCodeField, readProjectCode } from '../parameters/projectCode';
import { readRegion, regionField } from '../parameters/region';

export const option: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create an order',
	description:
		'Buy a phone number for one app and region, and go on at once without waiting. Freezes its price until the SMS comes, the order is cancelled, or it expires. Get the code later with Wait for SMS.',
};

export const fields = [projectCodeField, regionField];

export async function execute(item: Item) {
	const purchase = { projectCode: readProjectCode(item), region: readRegion(item) };
	return [valueOf(item, await buyNumber(item.session, purchase))];
}
