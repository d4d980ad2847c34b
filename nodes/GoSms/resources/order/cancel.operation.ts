import { giveBack } from '../../engine/release';
import { inTime } from '../../transport/patience';
import { apiWords } from '../../transport/words/explanations';
import type { Failure } from '../../transport/failure';
import { fail, type Item } from '../item';
import type { OperationOption } from '../operation';
import { orderIdField, readOrderId } from '../parameters/locators';

export const option: OperationOption = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel order',
	description:
		'Give a number back before its SMS arrives, and get its price refunded. Only pending orders can be cancelled.',
};

export const fields = [orderIdField];

export async function execute(item: Item) {
	const orderId = readOrderId(item);
	const given = await inTime(item.session, giveBack(item.session, orderId));
	switch (given?.kind) {
		case 'cancelled':
			return [{ ...given.answer, refund_amount: given.answer.refund_amount || given.refundAmount }];
		case 'arrived':
			return fail(item, {
				kind: 'explained',
				happened: `Order ${orderId} was not cancelled because its SMS has arrived`,
				remedy: 'Read its code with Get or Wait for SMS. You have paid for it.',
				detail: apiWords(given.refusal),
			});
		case 'ended':
			return fail(item, {
				kind: 'explained',
				happened: `Order ${orderId} was not cancelled because it is already ${given.order?.statusWord ?? 'expired'}`,
				remedy: 'There is nothing left to do: an order without an SMS is refunded.',
				detail: apiWords(given.refusal),
			});
		case 'open':
			return fail(item, {
				kind: 'explained',
				happened: `GoSMS did not cancel order ${orderId}, and it is still ${given.order.statusWord}`,
				remedy: 'Try again in a few minutes: GoSMS may not take a number back right away.',
				detail: apiWords(given.refusal),
			});
		case 'unknown':
		case undefined:
			return fail(item, describeUnknown(orderId, given?.refusal ?? { kind: 'stopped' }));
	}
}

/** A refusal with a cause of its own (no such order, wrong key) speaks for itself. */
function describeUnknown(orderId: string, refusal: Failure): Failure {
	if (refusal.kind === 'refused' && !['trouble', 'parameters', 'other'].includes(refusal.reason))
		return refusal;
	return {
		kind: 'explained',
		happened: `Order ${orderId} may or may not have been cancelled`,
		remedy: 'Check the order with Get, and cancel it again if it is still pending.',
		detail: apiWords(refusal),
	};
}
