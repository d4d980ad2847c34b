import { receiveCode } from '../../engine/receiveCode';
import type { Item } from '../item';
import type { OperationOption } from '../operation';
import { orderIdField, readOrderId } from '../parameters/locators';
import { simplified, simplifyField } from '../parameters/simplify';
import { readWaitingOptions, waitingOptionsField } from '../parameters/waiting';
import { receivedRow } from './receivedRow';

export const option: OperationOption = {
	name: 'Wait for SMS',
	value: 'waitForSms',
	action: 'Wait for SMS',
	description:
		'Wait for the SMS of an existing order, and return its code. Costs nothing extra. If no SMS comes, the code is null and the status says why. The order stays open unless On Timeout is set to cancel it.',
};

const onTimeout = 'keep';

export const fields = [orderIdField, simplifyField, waitingOptionsField(onTimeout)];

export async function execute(item: Item) {
	const orderId = readOrderId(item);
	const options = readWaitingOptions(item, onTimeout);
	const { timeoutMs, withText } = options;
	const wait = { orderId, timeoutMs, withText };
	const received = await receiveCode(item.session, wait, options.onTimeout);
	item.run.ended(item.index, received);
	return [simplified(item, receivedRow(item, orderId, received, options))];
}
