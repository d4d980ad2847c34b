import { receiveCode } from '../../engine/receiveCode';
import { valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import {
	buyingNotices,
	fallbackRegionsOption,
	maxPriceOption,
	onUnknownPurchaseOption,
	readPurchase,
} from '../parameters/buying';
import { projectCodeField } from '../parameters/projectCode';
import { regionField } from '../parameters/region';
import { simplified, simplifyField } from '../parameters/simplify';
import { readWaitingOptions, waitingOptionsField } from '../parameters/waiting';
import { receivedRow } from './receivedRow';

export const option: OperationOption = {
	name: 'Create and Wait for SMS',
	value: 'createAndWait',
	action: 'Buy number and wait for SMS',
	description:
		'Buy a phone number, wait for its SMS, and return the code. The number is in the output only once its SMS is here; to enter it meanwhile, use Create and then Wait for SMS. If no SMS comes, the order is cancelled and refunded; the code is then null and the status says why.',
};

const onTimeout = 'cancel';

export const fields = [
	...buyingNotices,
	projectCodeField,
	regionField,
	simplifyField,
	waitingOptionsField(onTimeout, [fallbackRegionsOption, maxPriceOption, onUnknownPurchaseOption]),
];

export async function execute(item: Item) {
	const options = readWaitingOptions(item, onTimeout);
	const purchase = readPurchase(item, options.timeoutMs);
	const known = valueOf(
		item,
		await item.run.buy(item.session, item.index, purchase, options.onTimeout),
	);
	const { timeoutMs, withText } = options;
	const wait = { orderId: known.id, known, timeoutMs, withText };
	const received = await receiveCode(item.session, wait, options.onTimeout);
	item.run.ended(item.index, received);
	return [simplified(item, receivedRow(item, known.id, received, options))];
}
