import type { Order } from '../domain/order';
import type { Session } from '../transport/session';
import { inTime, within } from '../transport/patience';
import { Stop } from '../transport/stop';
import { engineOf } from './engine';
import { giveBack, release, type Released } from './release';

/** The result of the first cancel, and the final one. */
export type Releasing = { first: Promise<Released>; done: Promise<Released> };

/** Starts to give an order back, and continues in the background until that is done, or called off. */
export function startReleasing(session: Session, order: Order, withText = true): Releasing {
	const { releases } = engineOf(session);
	const stop = new Stop();
	const first = giveBack(session, order.id);
	const done = first
		.then(async (given) => await release({ ...session, signal: stop }, order, withText, given))
		.finally(() => {
			// Another wait for the same order may have begun its own.
			if (releases.get(order.id) === entry) releases.delete(order.id);
		});
	const entry = { stop, done };
	releases.set(order.id, entry);
	return { first, done };
}

/**
 * Gives an order back without waiting for the result: after Stop, a failed run, or when it was too expensive.
 *
 * @returns undefined when there was no time for an answer, or it is already being done
 */
export async function giveUp(session: Session, order: Order): Promise<Released | undefined> {
	const atWork = engineOf(session).releases.get(order.id);
	if (atWork && !atWork.stop.aborted) return undefined;
	return await inTime(session, startReleasing(session, order).first);
}

/** If a cancel takes longer, the order will show what came of it. */
const callOffMs = 2_000;

/** Someone wants the order after all: stops trying to give it back. */
export async function callOff(session: Session, orderId: string): Promise<void> {
	const underway = engineOf(session).releases.get(orderId);
	underway?.stop.fire();
	if (underway) await inTime(session, within(session, callOffMs, underway.done));
}
