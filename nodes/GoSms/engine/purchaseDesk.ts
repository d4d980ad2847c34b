import type { Order } from '../domain/order';
import { createOrder, getOrder, type Purchase } from '../transport/api';
import { apiWords } from '../transport/explanations';
import { failed, type Failure, type Result } from '../transport/failure';
import { isRefused, surelyBoughtNothing } from '../transport/retry';
import { unstoppable, type Session } from '../transport/session';
import { OwnedOrders } from './ownedOrders';
import { PurchasePair } from './purchasePair';
import { unknownOutcome } from './unknownOutcome';

/** What to do when it is unknown whether a number was bought. */
export type OnUnknownPurchase = 'adopt' | 'fail';

export type PurchaseOrder = {
	purchase: Purchase;
	onUnknown: OnUnknownPurchase;
	/** Asked right before sending. */
	mayGo: () => boolean;
};

/** Nothing was bought, as a search has shown; and what the purchase was answered. */
type NotBought = { notBought: Failure };

/**
 * Buys for all who use one account in this process, and finds out what became of a purchase whose answer was lost.
 */
export class PurchaseDesk {
	readonly owned = new OwnedOrders();

	private readonly pairs = new Map<string, PurchasePair>();

	/** One number, bought once; bought anew only when the first try has certainly not bought any. */
	async buy(session: Session, order: PurchaseOrder): Promise<Result<Order>> {
		const first = await this.attempt(session, order);
		if (!('notBought' in first)) return first;
		// What the API has refused in its own words it will refuse again.
		if (isRefused(first.notBought)) return failed(first.notBought);
		const second = await this.attempt(session, order);
		return 'notBought' in second ? failed(twiceInVain(second.notBought)) : second;
	}

	private async attempt(
		session: Session,
		{ purchase, onUnknown, mayGo }: PurchaseOrder,
	): Promise<Result<Order> | NotBought> {
		const pair = this.pairOf(purchase);
		for (;;) {
			await pair.settled(session.signal);
			const sentMs = session.clock.now();
			let isHeldBack = false;
			const answer = await pair.track((start) =>
				createOrder(session, purchase, () => {
					if (!mayGo()) return false;
					isHeldBack = !start();
					return !isHeldBack;
				}),
			);
			if (answer.ok) this.owned.add(answer.value.order_id);
			if (answer.ok) return answer;
			const { failure } = answer;
			// The fate of another purchase had to be found out first; it may be known by now.
			if (isHeldBack) continue;
			if (surelyBoughtNothing(failure)) return answer;
			const named = await this.adoptNamed(session, failure);
			if (named) return named;
			if (onUnknown === 'fail') return failed(unknownOutcome(purchase, failure));
			const found = await pair.findOut(session, { purchase, sentMs, failure }, this.owned);
			return found === 'notBought' ? { notBought: failure } : found;
		}
	}

	/** An answer that could not be read may name its order all the same. */
	private async adoptNamed(session: Session, failure: Failure): Promise<Result<Order> | undefined> {
		if (failure.kind !== 'unreadable' || failure.orderId === undefined) return undefined;
		const look = await getOrder(unstoppable(session), failure.orderId, 'purchase');
		if (!look.ok) return undefined;
		this.owned.add(failure.orderId);
		return look;
	}

	private pairOf({ projectCode, region }: Purchase): PurchasePair {
		const key = `${region}/${projectCode}`;
		const pair = this.pairs.get(key) ?? new PurchasePair();
		this.pairs.set(key, pair);
		return pair;
	}
}

function twiceInVain(failure: Failure): Failure {
	return {
		kind: 'explained',
		happened: 'GoSMS lost this purchase twice; no number was bought',
		remedy: 'Wait a little and run it again; write to GoSMS support if it lasts.',
		detail: apiWords(failure),
	};
}

const desks = new WeakMap<Session['account'], PurchaseDesk>();

/** The one desk of the account that a session uses. */
export function deskOf({ account }: Session): PurchaseDesk {
	const desk = desks.get(account) ?? new PurchaseDesk();
	desks.set(account, desk);
	return desk;
}
