import { lifeOf, stateOf, type Order, type OrderState } from '../domain/order';
import { databaseNow, type Session } from '../transport/session';

/** How long after its end a pending order may still get its SMS: clocks and the vendor's clean-up lag. */
export const endGraceMs = 5_000;

/** The code and the text may come this long after the status. */
export const bareMs = 30_000;

/** The API shows whole seconds. */
export const wholeSecondMs = 1_500;

/**
 * When an order ends, on this machine's clock, at the latest. Its life is counted from when it was first seen here, which
 * is when it was bought if that was here. Times are not compared with those of other orders: the API may give a purchase
 * other ones than a look.
 */
export function endOf({ account, clock }: Session, order: Order): number {
	return (account.seen.seenSinceMs(order.id) ?? clock.now()) + lifeOf(order);
}

/**
 * What has become of an order. A pending one has expired when its life is over, and a cancelled one when it was cancelled
 * at the end of its life.
 *
 * @param wasPending whether this order was seen waiting before; only then can its cancellation have happened at its
 * expiry, and not long before it.
 */
export function stateNow(session: Session, order: Order, wasPending: boolean): OrderState {
	const nowMs = session.clock.now();
	const state = stateOf(order);
	if (state === 'waiting' && order.status === 'pending') {
		return nowMs >= endOf(session, order) + endGraceMs ? 'expired' : 'waiting';
	}
	return state === 'cancelled' && wasPending && isAtItsEnd(session, order) ? 'expired' : state;
}

function isAtItsEnd(session: Session, order: Order): boolean {
	const { clock, account } = session;
	const boughtMs = account.seen.boughtMs(order.id);
	const earliestMs = boughtMs === undefined ? endOf(session, order) : boughtMs + lifeOf(order);
	const isLate = boughtMs === undefined && databaseNow(session) >= (order.expiresMs ?? Infinity);
	return isLate || clock.now() >= earliestMs - wholeSecondMs;
}
