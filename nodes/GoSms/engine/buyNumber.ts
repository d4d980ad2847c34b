import { showMicros, toMicros } from '../domain/money';
import type { Order } from '../domain/order';
import type { Purchase } from '../transport/api';
import { apiWords } from '../transport/explanations';
import { failed, type Failure, type Result } from '../transport/failure';
import { isOutOfStock } from '../transport/retry';
import type { Session } from '../transport/session';
import { giveBack } from './giveBack';
import { deskOf, type OnUnknownPurchase } from './purchaseDesk';

/** What somebody wants to buy; prices in the account's currency. */
export type Wanted = {
	projectCode: string;
	/** In the order in which they are tried; the next one when the one before has no number, or too dear a one. */
	regions: readonly string[];
	/** Infinity: any. */
	maxPrice: number;
	onUnknown: OnUnknownPurchase;
	mayGo: () => boolean;
	/** Told of every number, also of one that is too dear and given back. */
	onRefund: (order: Order, refundAmount: number | null) => void;
};

/** Buys one number in the first region that has one at the price. */
export async function buyNumber(session: Session, wanted: Wanted): Promise<Result<Order>> {
	const { projectCode, regions, onUnknown, mayGo } = wanted;
	let last: Result<Order> = failed({ kind: 'stopped' });
	const tooDear: Order[] = [];
	for (const region of regions) {
		const purchase: Purchase = { projectCode, region };
		last = await deskOf(session).buy(session, { purchase, onUnknown, mayGo });
		if (!last.ok && isOutOfStock(last.failure)) continue;
		if (!last.ok || isAffordable(last.value, wanted.maxPrice)) return last;

		tooDear.push(last.value);
		const kept = await returnTooDear(session, last.value, wanted);
		if (kept) return failed(kept);
	}
	return tooDear.length > 0 ? failed(tooDearFailure(tooDear, wanted.maxPrice)) : last;
}

function isAffordable(order: Order, maxPrice: number): boolean {
	if (maxPrice === Infinity) return true;
	return typeof order.price === 'number' && toMicros(order.price) <= toMicros(maxPrice);
}

/** The price is known only after buying. @returns why the number could not be given back. */
async function returnTooDear(
	session: Session,
	order: Order,
	wanted: Wanted,
): Promise<Failure | undefined> {
	const given = await giveBack(session, order.order_id);
	if (given.kind === 'cancelled') {
		wanted.onRefund(order, given.cancellation.refund_amount ?? null);
		return undefined;
	}
	// Somebody else was quicker, and its money is back.
	if (given.kind === 'ended') return undefined;
	const price = priceOf(order);
	return {
		kind: 'explained',
		happened: `Order ${order.order_id} (${order.phone}) costs ${price}, more than Max Price, and could not be cancelled`,
		remedy:
			given.kind === 'arrived'
				? 'Its SMS has come already: read the code with Get. No other number was bought.'
				: 'Cancel it in some minutes to get its price back. No other number was bought.',
		detail: apiWords(given.refusal),
		mayHavePaid: true,
	};
}

function tooDearFailure(orders: readonly Order[], maxPrice: number): Failure {
	const offers = orders.map((order) => `${order.region} at ${priceOf(order)}`).join(', ');
	return {
		kind: 'explained',
		happened: `Every number that GoSMS offered costs more than ${showMicros(toMicros(maxPrice))}: ${offers}`,
		remedy: 'Raise Max Price, or choose other regions. The numbers were given back at once.',
	};
}

function priceOf(order: Order): string {
	return typeof order.price === 'number' ? showMicros(toMicros(order.price)) : 'an unknown price';
}
