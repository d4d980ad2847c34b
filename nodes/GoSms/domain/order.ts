/** The states that the API's own order list can be filtered by. */
export const listedStatuses = ['pending', 'received', 'completed', 'cancelled'] as const;
export type ListedStatus = (typeof listedStatuses)[number];

/**
 * One rented number, as the API gives it. Times are ISO 8601 in UTC on the server's clock, `price` is in the
 * account's currency. Rows of the order list have neither `content` nor `expired_at`.
 * `status` is open: the API may add to the four it documents.
 */
export type Order = {
	order_id: number;
	phone: string;
	project_code: string;
	region: string;
	status: string;
	price?: number | null;
	code?: string | null;
	content?: string | null;
	received_at?: string | null;
	expired_at?: string | null;
	created_at?: string | null;
};

/** Where an order stands for somebody who waits for its SMS. */
export type OrderState = 'waiting' | 'arrived' | 'expired' | 'cancelled';

/** How long after `expired_at` a pending order may still get its SMS: clocks and the vendor's clean-up lag. */
export const expiryGraceMs = 5_000;

/** `undefined` when the order does not say when it expires. */
export function expiryOf(order: Order): number | undefined {
	if (!order.expired_at) return undefined;
	const expiry = Date.parse(order.expired_at);
	return Number.isNaN(expiry) ? undefined : expiry;
}

/**
 * Reads the state of an order at a time of the server's clock. An unknown status is not an end: the vendor may
 * add one, and the SMS may still come.
 *
 * @param wasPending whether this order was seen waiting before; only then can its cancellation have happened
 * at its expiry, and not long before it.
 */
export function stateOf(order: Order, serverNowMs: number, wasPending: boolean): OrderState {
	const expiry = expiryOf(order);
	switch (order.status) {
		// The API may complete an order by itself between two looks: the SMS has arrived all the same.
		case 'received':
		case 'completed':
			return 'arrived';
		case 'expired':
			return 'expired';
		case 'cancelled':
			return wasPending && expiry !== undefined && serverNowMs >= expiry ? 'expired' : 'cancelled';
		case 'pending':
			return expiry !== undefined && serverNowMs >= expiry + expiryGraceMs ? 'expired' : 'waiting';
		default:
			return 'waiting';
	}
}

/** What is known of an order after a look: rows of the list have fewer fields, and take nothing away. */
export function joined(known: Order | undefined, seen: Order): Order {
	if (!known) return seen;
	const news = Object.entries(seen).filter(([field, value]) =>
		value === null ? !Reflect.has(known, field) : Reflect.get(known, field) !== value,
	);
	// While an order waits nothing changes, and one object serves all looks.
	return news.length > 0 ? { ...known, ...Object.fromEntries(news) } : known;
}
