import { fromMicros } from '../core/money.mts';
import type { Order } from '../core/order.mts';
import { timestamp } from '../core/timestamp.mts';

/** What every answer has of an order. */
const inAll = (order: Order, skewMs: number) => ({
	order_id: order.id,
	phone: order.phone,
	project_code: order.projectCode,
	region: order.region,
	price: fromMicros(order.priceMicros),
	status: order.shownStatus,
	created_at: timestamp(order.createdAt + skewMs),
});

/** The answer to a purchase: no code, no content. */
export const createdBody = (order: Order, skewMs: number) => ({
	...inAll(order, skewMs),
	expired_at: timestamp(order.expiresAt + skewMs),
});

/** A single order: code and content are null, and received_at is absent, until the SMS came. */
export const orderBody = (order: Order, skewMs: number) => ({
	...createdBody(order, skewMs),
	...sms(order, skewMs),
	content: order.receivedAt === null ? null : order.content,
});

/** A row of the list: neither content nor expired_at. */
export const orderRow = (order: Order, skewMs: number) => ({
	...inAll(order, skewMs),
	...sms(order, skewMs),
});

const sms = ({ receivedAt: at, code }: Order, skewMs: number) =>
	at === null ? { code: null } : { code, received_at: timestamp(at + skewMs) };
