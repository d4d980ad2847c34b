import { isBare, type Order } from '../domain/order';
import { success, type Result } from '../transport/failure';
import type { Session } from '../transport/session';
import { inTime } from '../transport/patience';
import { Stop } from '../transport/stop';
import { endUnanswered, receiveCode, settle, type OnTimeout, type Received } from './receiveCode';
import { waitForSms } from './waiting/waitForSms';

/** How the workflow that uses a number ended. */
export type Use =
	| { kind: 'ended'; result: object }
	/** It waits for something itself, and goes on alone. */
	| { kind: 'waits' }
	| { kind: 'failed'; message: string }
	/** It did not start, and will not with another number. */
	| { kind: 'cannotRun'; message: string };

export type Tries = {
	buy: () => Promise<Result<Order>>;
	/** Starts whatever uses the number; it never rejects. `undefined`: the number is used elsewhere. */
	use: ((order: Order) => Promise<Use>) | undefined;
	/** How many numbers may be bought, one after the other, until a code comes. */
	numbersToTry: number;
	/** Of each number. Infinity: until its order expires. */
	timeoutMs: number;
	withText: boolean;
	/** What becomes of the last number; those before are given back in any case. */
	onTimeout: OnTimeout;
	/** Called when each number ends. */
	onEnd: (received: Received) => void;
};

/** How the last number ended. */
export type Tried = { order: Order; received: Received; use: Use | undefined; attempts: number };

/** Buys a number, lets it be used, and waits for its SMS; buys another one when nothing comes. */
export async function tryNumbers(session: Session, tries: Tries): Promise<Result<Tried>> {
	for (let attempts = 1; ; attempts++) {
		const bought = await tries.buy();
		if (!bought.ok) return bought;
		const isLast = attempts >= tries.numbersToTry;
		const onTimeout = isLast ? tries.onTimeout : 'cancel';
		const { received, use } = await useNumber(session, bought.value, tries, onTimeout);
		tries.onEnd(received);
		// Another number only when this one is certainly not paid for.
		const isBack =
			received.ok &&
			!received.refusal &&
			received.refundAmount !== null &&
			['cancelled', 'expired'].includes(received.order.status) &&
			isBare(received.order);
		const isUseless = use?.kind === 'cannotRun';
		if (isLast || !isBack || isUseless || session.signal?.aborted) {
			return success({ order: bought.value, received, use, attempts });
		}
	}
}

async function useNumber(
	session: Session,
	order: Order,
	tries: Tries,
	onTimeout: OnTimeout,
): Promise<{ received: Received; use: Use | undefined }> {
	const { timeoutMs, withText } = tries;
	const wait = { orderId: order.id, known: order, timeoutMs, withText };
	// A number that has its code from an earlier try needs no use; neither does one that came after Stop.
	if (!tries.use || !isBare(order) || session.signal?.aborted) {
		return { received: await receiveCode(session, wait, onTimeout), use: undefined };
	}
	const cut = new Stop(session.signal);
	let use: Use | undefined;
	const using = tries.use(order).then((end) => {
		use = end;
		// Nobody will send an SMS to it now.
		if (end.kind === 'failed' || end.kind === 'cannotRun') cut.fire();
	});
	const waited = await waitForSms({ ...session, signal: cut }, wait);
	cut.dispose();
	const isCut = waited.kind === 'failed' && cut.aborted && session.signal?.aborted !== true;
	const received = isCut
		? await endUnanswered(session, waited.order ?? order, withText)
		: await settle(session, wait, waited, onTimeout);
	const hasCode = received.ok && !isBare(received.order);
	if (hasCode && !use) await inTime(session, using, 0);
	return { received, use };
}
