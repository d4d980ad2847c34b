import { followedIn, type Followed } from '../domain/eventState';
import { lifeOf, usualLifeMs, type Order } from '../domain/order';
import type { Sighting } from '../domain/orderEvents';
import { endGraceMs, wholeSecondMs } from '../engine/lifetime';
import { databaseNow } from '../transport/session';
import type { Poll } from './poll';
import type { SavedState } from './savedState';

/** What a trigger knows of time, and of the orders that it follows. */
type Times = Pick<Poll, 'session' | 'turn' | 'databaseMs' | 'ledger'> & { saved: SavedState };

/**
 * Whether an order's life has been over for so long: by the time since it was seen first, or by the times of one clock,
 * that of the API's database.
 */
export function isPast(times: Times, order: Order, byMs: number): boolean {
	const { session, saved, databaseMs = -Infinity } = times;
	const followed = followedIn(saved.events, order.id);
	const lifeMs = lifeIn(times, order, followed) + byMs;
	const followedMs = session.clock.now() - (followed?.sinceMs ?? Infinity);
	return followedMs >= lifeMs || databaseMs - (order.createdMs ?? Infinity) >= lifeMs;
}

function lifeIn({ turn }: Times, order: Order, followed: Followed | undefined): number {
	if (order.createdMs !== undefined && order.expiresMs !== undefined) return lifeOf(order);
	return followed?.lifeMs ?? turn.memory.lifeMs ?? usualLifeMs;
}

/**
 * The orders that are still alive, whatever their status says: a server may leave an old one pending, or call it
 * something else.
 *
 * @param mayBeMs the latest that the database's clock may show: an end by that alone counts only if the ledger says so
 */
export async function livingOf(
	times: Times,
	orders: readonly Order[],
	mayBeMs: number,
	mayGoOn: () => boolean,
): Promise<Order[]> {
	const { ledger } = times;
	const left = orders.filter((order) => !isPast(times, order, endGraceMs));
	const latest = { ...times, databaseMs: mayBeMs };
	const doubtful = left.filter((order) => isPast(latest, order, endGraceMs));
	await ledger.read(doubtful, mayGoOn);
	return left.filter(({ id }) => ledger.returnOf(id) === undefined);
}

/**
 * An order that was cancelled at the end of its life has expired. An unknown status is no end, unless the
 * money is back. `note` when the end is not sure.
 */
export function endOfCancelled(times: Times, order: Order): Omit<Sighting, 'order'> {
	const followed = followedIn(times.saved.events, order.id);
	const lifeMs = lifeIn(times, order, followed) - wholeSecondMs;
	const returnedMs = times.ledger.returnOf(order.id);
	if (returnedMs !== undefined && order.createdMs !== undefined) {
		return { state: returnedMs - order.createdMs >= lifeMs ? 'expired' : 'cancelled' };
	}
	if (order.status === 'unknown' && returnedMs === undefined) return { state: 'waiting' };
	// Nobody can have seen its end later than now.
	const nowMs = databaseNow(times.session);
	const isPossible =
		isPast(times, order, -wholeSecondMs) || nowMs - (order.createdMs ?? nowMs) >= lifeMs;
	if (!isPossible) return { state: 'cancelled' };
	const note =
		'It may have been cancelled instead: the ledger does not show when its money came back.';
	return { state: 'expired', note };
}
