import { fromMicros } from '../core/money.mts';
import type { Order } from '../core/order.mts';
import { timestamp } from '../core/timestamp.mts';

/** The answer to a purchase: no code, no content. */
export function createdBody(order: Order, skewMs: number) {
	return {
		order_id: order.id,
		phone: order.phone,
		project_code: order.projectCode,
		region: order.region,
		price: fromMicros(order.priceMicros),
		status: order.shownStatus,
		expired_at: timestamp(order.expiresAt + skewMs),
		created_at: timestamp(order.createdAt + skewMs),
	};
}

/** A single order: code and content are null, and received_at is absent, until the SMS came. */
export function orderBody(order: Order, skewMs: number) {
	const isReceived = order.receivedAt !== null;
	return {
		order_id: order.id,
		phone: order.phone,
		project_code: order.projectCode,
		region: order.region,
		status: order.shownStatus,
		price: fromMicros(order.priceMicros),
		code: isReceived ? order.code : null,
		content: isReceived ? order.content : null,
		...receivedAt(order, skewMs),
		expired_at: timestamp(order.expiresAt + skewMs),
		created_at: timestamp(order.createdAt + skewMs),
	};
}

/** A row of the list: neither content nor expired_at. */
export function orderRow(order: Order, skewMs: number) {
	return {
		order_id: order.id,
		phone: order.phone,
		project_code: order.projectCode,
		region: order.region,
		status: order.shownStatus,
		price: fromMicros(order.priceMicros),
		code: order.receivedAt === null ? null : order.code,
		created_at: timestamp(order.createdAt + skewMs),
		...receivedAt(order, skewMs),
	};
}

function receivedAt({ receivedAt: at }: Order, skewMs: number): { received_at?: string } {
	return at === null ? {} : { received_at: timestamp(at + skewMs) };
}
