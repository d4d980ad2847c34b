import type { IDataObject } from 'n8n-workflow';
import type { Order } from '../../domain/order';
import { toRow } from '../../domain/orderRow';
import type { Received } from '../../engine/receiveCode';
import { saysExpired } from '../../transport/retry';
import { apiWords, explain } from '../../transport/words/explanations';
import { fail, type Item } from '../item';
import type { WaitingOptions } from '../parameters/waiting';

/** The output of the operations that wait: the order at its end, with `code` null when there is none. */
export function receivedRow(
	item: Item,
	orderId: string,
	received: Received,
	options: WaitingOptions,
): IDataObject {
	if (!received.ok) return failWithOrder(item, orderId, received);
	const { order, refundAmount, refusal } = received;
	const { code, text } = order;
	if (options.failWithoutCode && code === '') {
		const happened =
			text !== ''
				? `GoSMS found no code in the SMS of order ${orderId}`
				: received.isSilent
					? `GoSMS is not answering, so it is unknown whether order ${orderId} has its code`
					: `Order ${orderId} got no code: it is ${order.statusWord}`;
		const detail = text !== '' ? `The SMS: “${text}”` : refusal && apiWords(refusal);
		return fail(item, {
			kind: 'explained',
			happened,
			remedy: remedyFor(order, refundAmount),
			...(detail && { detail }),
		});
	}
	const row = toRow(order);
	return {
		...row,
		code: code === '' ? null : code,
		content: row.content ?? null,
		received_at: row.received_at ?? null,
		...(refundAmount !== undefined && { refund_amount: refundAmount }),
	};
}

function remedyFor({ id, status }: Order, refundAmount: number | null | undefined): string {
	if (status === 'pending') {
		return 'It is still open: wait for it with Wait for SMS, or cancel it to get its price back.';
	}
	return `${refundWords(id, refundAmount)} Create a new order, or choose another region.`.trim();
}

/** What came back for an order that was cancelled here; empty when it was not. */
export function refundWords(orderId: string, refundAmount: number | null | undefined): string {
	if (refundAmount === undefined) return '';
	return refundAmount === null
		? `GoSMS cancelled order ${orderId}, but shows no refund: check the transactions.`
		: 'The number was given back and refunded.';
}

/** The message names an order that may have been paid for. */
function failWithOrder(
	item: Item,
	orderId: string,
	{ failure, order, refundAmount }: Extract<Received, { ok: false }>,
): never {
	// If the order was never seen, the API's own answer says it all.
	const isUnknown = failure.kind === 'refused' && failure.reason === 'notFound';
	if (!order && (isUnknown || saysExpired(failure))) return fail(item, failure);
	const phone = order?.phone ? ` (${order.phone})` : '';
	const code = order?.code ? ` It has the code ${order.code}.` : '';
	const open = `Check the order with Get before you buy another: it may still be open.${code}`;
	return fail(item, {
		kind: 'explained',
		happened: `The wait for order ${orderId}${phone} ended early: ${explain(failure).happened}`,
		remedy: refundWords(orderId, refundAmount) || open,
		detail: apiWords(failure),
	});
}
