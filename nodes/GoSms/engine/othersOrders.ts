import { lifeOf, usualLifeMs, type Order } from '../domain/order';
import type { Sighting } from '../domain/orderEvents';
import { databaseNow, type Session } from '../transport/session';
import { endGraceMs, wholeSecondMs } from './lifetime';
import type { Ledger } from './ledger';

/** What is known of time where orders are followed that others have bought. */
export type Facts = {
	session: Session;
	/** A time at which the API's database has been, by its own clock. */
	databaseMs: number | undefined;
	/** How long orders of this account live, if that has been seen. */
	usualMs: number | undefined;
};

/** Since when an order has been followed, on this machine's clock, and how long it lives. */
export type Since = { sinceMs: number; lifeMs: number | null };

/**
 * Whether an order's life has been over for so long: by the time since it was seen first, or by the times of one clock,
 * that of the API's database.
 */
export function isPast(
	facts: Facts,
	order: Order,
	since: Since | undefined,
	byMs: number,
): boolean {
	const { session, databaseMs = -Infinity } = facts;
	const lifeMs = lifeIn(facts, order, since) + byMs;
	const followedMs = session.clock.now() - (since?.sinceMs ?? Infinity);
	return followedMs >= lifeMs || databaseMs - (order.createdMs ?? Infinity) >= lifeMs;
}

function lifeIn({ usualMs }: Facts, order: Order, since: Since | undefined): number {
	if (order.createdMs !== undefined && order.expiresMs !== undefined) return lifeOf(order);
	return since?.lifeMs ?? usualMs ?? usualLifeMs;
}

/**
 * The orders that are still alive, whatever their status says: a server may leave an old one pending, or call it
 * something else.
 *
 * @param mayBeMs the latest that the database's clock may show: an end by that alone counts only if the ledger says so
 */
export async function livingOf(
	facts: Facts,
	ledger: Ledger,
	orders: readonly Order[],
	mayBeMs: number,
	mayGoOn: () => boolean,
): Promise<Order[]> {
	const left = orders.filter((order) => !isPast(facts, order, undefined, endGraceMs));
	const latest = { ...facts, databaseMs: mayBeMs };
	const doubtful = left.filter((order) => isPast(latest, order, undefined, endGraceMs));
	await ledger.read(doubtful, mayGoOn);
	return left.filter(({ id }) => ledger.returnOf(id) === undefined);
}

/**
 * An order that was cancelled at the end of its life has expired (decision 1). An unknown status is no end, unless the
 * money is back. `note` when the end is not sure.
 */
export function endOfCancelled(
	facts: Facts,
	ledger: Ledger,
	order: Order,
	since: Since | undefined,
): Omit<Sighting, 'order'> {
	const lifeMs = lifeIn(facts, order, since) - wholeSecondMs;
	const returnedMs = ledger.returnOf(order.id);
	if (returnedMs !== undefined && order.createdMs !== undefined) {
		return { state: returnedMs - order.createdMs >= lifeMs ? 'expired' : 'cancelled' };
	}
	if (order.status === 'unknown' && returnedMs === undefined) return { state: 'waiting' };
	// Nobody can have seen its end later than now.
	const nowMs = databaseNow(facts.session);
	const isPossible =
		isPast(facts, order, since, -wholeSecondMs) || nowMs - (order.createdMs ?? nowMs) >= lifeMs;
	if (!isPossible) return { state: 'cancelled' };
	const note =
		'It may have been cancelled instead: the ledger does not show when its money came back.';
	return { state: 'expired', note };
}
