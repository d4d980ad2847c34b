import { isBare, joined, lifeOf, stateOf, type Order, type OrderState } from '../domain/order';
import { bareMs, endGraceMs } from '../engine/lifetime';
import type { Sighting } from '../domain/orderEvents';
import type { Result } from '../transport/failure';
import { toOrder } from '../transport/reading/orders';
import { isRefused, saysExpired } from '../transport/retry';
import { isPast } from './othersOrders';
import type { Poll, Subject } from './poll';

/** This long after its end, an order is no longer followed for its completion or for a status that is understood. */
export const afterlifeMs = 3_600_000;

/** The rows of a list do not tell how long orders live; a look does. */
export function noteLife({ memory }: Poll['turn'], look: Result<Order>): void {
	if (look.ok && look.value.expiresMs) memory.lifeMs = lifeOf(look.value);
}

/**
 * What an order was found to be.
 *
 * @param look at the order itself, if there was one
 * @returns undefined when this will be found out later
 */
export function verdictOf(
	poll: Poll,
	{ id, row: listed }: Subject,
	look: Result<Order> | undefined,
	isLong: boolean,
): Sighting | undefined {
	const row = listed ?? poll.turn.memory.rows.get(id);
	const found = look?.ok && row ? joined(row, look.value) : look?.ok ? look.value : row;
	const order = found ?? toOrder({ order_id: id });
	const seen = (state: OrderState, note?: string): Sighting => {
		return { order, state, ...(note && { note }) };
	};
	const isLate = isPast(poll, order, endGraceMs);
	const state = stateOf(order);
	const saysEnd = look && !look.ok && saysExpired(look.failure);
	if (saysEnd && state !== 'arrived') return seen('expired');
	if (look && !look.ok && state === 'waiting') {
		// If the API no longer knows an order after its life, nobody could read its SMS.
		const isGone = isRefused(look.failure) && isLate;
		return isGone ? seen('expired', 'GoSMS no longer returns this order by its ID.') : undefined;
	}
	if (state === 'arrived' && isBare(order) && isTooEarly(poll, order, isLate)) return undefined;
	if (state === 'arrived' && look && !look.ok) {
		return seen(state, 'The text of the SMS could not be read.');
	}
	const isSure = look !== undefined || (isLong && isPast(poll, order, afterlifeMs));
	const isExpired = state === 'waiting' && order.status === 'pending' && isLate && isSure;
	return seen(isExpired ? 'expired' : state);
}

/** The code may still come. */
function isTooEarly({ settings, session, turn }: Poll, order: Order, isLate: boolean): boolean {
	if (isLate || !settings.matches(order)) return false;
	const nowMs = session.clock.now();
	const sinceMs = turn.memory.bareSinceMs.get(order.id) ?? nowMs;
	turn.memory.bareSinceMs.set(order.id, sinceMs);
	return nowMs < sinceMs + bareMs;
}

/** Only the ledger says what became of it. */
export function isDoubtful(poll: Poll, { order, state }: Sighting): boolean {
	const { settings } = poll;
	if (!settings.matches(order)) return false;
	if (state === 'waiting' && order.status === 'unknown') {
		return isPast(poll, order, endGraceMs);
	}
	// Cancelled by anyone: its time may have been over.
	return (
		state === 'cancelled' && (settings.events.has('cancelled') || settings.events.has('expired'))
	);
}

/** Nothing that is wanted can still happen to it. */
export function isOver(poll: Poll, { order, state }: Sighting): boolean {
	const { settings } = poll;
	if (!settings.matches(order)) return true;
	if (state === 'arrived' && !settings.events.has('completed')) return true;
	const isWaitedFor = state === 'arrived' || order.status === 'unknown';
	return isWaitedFor && isPast(poll, order, afterlifeMs);
}
