import type { IDataObject } from 'n8n-workflow';
import type { Received } from '../../engine/receiveCode';
import { apiWords, explain } from '../../transport/explanations';
import { saysExpired } from '../../transport/retry';
import { fail, type Item } from '../item';
import type { WaitingOptions } from '../parameters/waiting';

/** The output of the operations that wait: the order at its end, with `code` null when there is none. */
export function receivedRow(
	item: Item,
	orderId: number,
	received: Received,
	options: WaitingOptions,
): IDataObject {
	if (!received.ok) return failWithOrder(item, orderId, received);
	const { order, refundAmount, refusal } = received;
	if (options.failWithoutCode && !order.code) {
		const happened = order.content
			? `GoSMS found no code in the SMS of order ${orderId}`
			: `Order ${orderId} got no code: it is ${order.status}`;
		const detail = order.content ? `The SMS: “${order.content}”` : refusal && apiWords(refusal);
		return fail(item, {
			kind: 'explained',
			happened,
			remedy: remedyFor(order.status, refundAmount),
			...(detail && { detail }),
		});
	}
	return {
		...order,
		code: order.code ?? null,
		content: order.content ?? null,
		received_at: order.received_at ?? null,
		...(refundAmount !== undefined && { refund_amount: refundAmount }),
	};
}

function remedyFor(status: string, refundAmount: number | null | undefined): string {
	if (refundAmount !== undefined) return 'Its price was refunded. Try again, or another region.';
	return status === 'pending'
		? 'It is open still: wait for it with Wait for SMS, or cancel it to release its price.'
		: 'Create a new order, or try another region.';
}

/** An order that was paid for must not be lost with the message. */
function failWithOrder(
	item: Item,
	orderId: number,
	{ failure, order }: Extract<Received, { ok: false }>,
): never {
	// Of such an order there is no more to say than the API does, unless it has been seen.
	const isUnknown = failure.kind === 'refused' && failure.status === 404;
	if (!order && (isUnknown || saysExpired(failure))) return fail(item, failure);
	const phone = order ? ` (${order.phone})` : '';
	const code = order?.code ? ` It has the code ${order.code}.` : '';
	return fail(item, {
		kind: 'explained',
		happened: `The wait for order ${orderId}${phone} ended early: ${explain(failure).happened}`,
		remedy: `Look at the order with Get before you buy another; it may be open still.${code}`,
		detail: apiWords(failure),
	});
}
