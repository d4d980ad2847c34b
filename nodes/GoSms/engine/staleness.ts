import { strayMs, timeReachedBy, type Order } from '../domain/order';
import { databaseNow, type Session } from '../transport/session';

/** A clock that is wrong is wrong by a time zone, which is half an hour or more, or by seconds. */
const leastSkewMs = 1_800_000;

/** The API shows whole seconds, and clocks are known to about one. */
export const slackMs = 2_000;

export type Staleness = 'stale' | 'fresh' | 'unsure';

/**
 * Whether an order that is called pending is older than `olderThanMs`. The times of an API whose clock is off must
 * not make a fresh order old, so an age that no pending order should have is believed only when something proves it.
 *
 * @param newestMs the latest time of any row: the API's database was already there
 */
export function stalenessOf(
	session: Session,
	order: Order,
	olderThanMs: number,
	newestMs: number,
): Staleness {
	if (olderThanMs === 0) return 'stale';
	const { account, clock } = session;
	const seenMs = account.seen.seenSinceMs(order.id) ?? Infinity;
	if (clock.now() - seenMs >= olderThanMs) return 'stale';
	if (account.seen.isBought(order.id)) return 'fresh';
	const { createdMs } = order;
	if (createdMs === undefined) return 'unsure';
	if (newestMs - createdMs >= olderThanMs) return 'stale';

	const ageMs = databaseNow(session) - createdMs;
	const { isKnown, uncertaintyMs } = account.databaseClock;
	if (ageMs < -slackMs - uncertaintyMs) return 'unsure';
	if (!isKnown && ageMs >= Math.max(leastSkewMs, olderThanMs)) return 'unsure';
	return ageMs >= olderThanMs ? 'stale' : 'fresh';
}

/** @returns the latest time of any row, except a lone one in the future; -Infinity when there is none */
export function newestTimeIn(session: Session, orders: readonly Order[]): number {
	const latestMs = Math.max(databaseNow(session) + strayMs, timeReachedBy(orders) ?? 0);
	const times = orders.flatMap(({ createdMs, receivedMs }) => [createdMs ?? 0, receivedMs ?? 0]);
	return Math.max(-Infinity, ...times.filter((ms) => ms > 0 && ms <= latestMs));
}
