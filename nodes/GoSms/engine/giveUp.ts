import type { Order } from '../domain/order';
import type { Session } from '../transport/session';
import { inTime, within } from '../transport/patience';
import { Stop } from '../transport/stop';
import { engineOf } from './engine';
import { giveBack, mayRetry, release, type Released } from './release';

/**
 * Gives an order back for somebody who cannot wait for it: after Stop, a failed run, or when it was too expensive. What the
 * first attempt does not bring goes on by itself.
 *
 * @returns undefined when there was no time for an answer, or somebody else is at it
 */
export async function giveUp(session: Session, order: Order): Promise<Released | undefined> {
	if (engineOf(session).releases.has(order.id)) return undefined;
	const giving = giveBack(session, order.id);
	releaseLater(session, order, giving);
	return await inTime(session, giving);
}

/** @param attempt the one at work */
export function releaseLater(
	session: Session,
	order: Order,
	attempt: Promise<Released> = giveBack(session, order.id),
): void {
	const { releases } = engineOf(session);
	const stop = new Stop();
	const done = attempt
		.then(async (first) => {
			if (mayRetry(first)) await release({ ...session, signal: stop }, order, true, first);
		})
		.finally(() => releases.delete(order.id));
	releases.set(order.id, { stop, done });
}

/** What becomes of a cancel that takes longer is seen at the order. */
const callOffMs = 2_000;

/** Somebody wants the order after all: no further attempt is made to give it back. */
export async function callOff(session: Session, orderId: string): Promise<void> {
	const underway = engineOf(session).releases.get(orderId);
	underway?.stop.fire();
	if (underway) await inTime(session, within(session, callOffMs, underway.done));
}
