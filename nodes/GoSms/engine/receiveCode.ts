import { endedAs, isBare, type Order } from '../domain/order';
import { noAnswer, type Failure } from '../transport/failure';
import { toOrder } from '../transport/reading/orders';
import { mayPass, saysExpired } from '../transport/retry';
import type { Session } from '../transport/session';
import { inTime, within } from '../transport/patience';
import { stateNow } from './lifetime';
import { callOff, giveUp, startReleasing } from './giveUp';
import { mayRetry, orderAfter, type Released } from './release';
import { waitForSms } from './waiting/waitForSms';
import type { Wait, Waited } from './waiting/watches';

export const onTimeouts = ['cancel', 'keep'] as const;
export type OnTimeout = (typeof onTimeouts)[number];

/**
 * The order at its end; `refundAmount` only when it was cancelled here, `refusal` when it could not be. `isSilent` when
 * the API did not answer at the end.
 */
export type Received =
	| { ok: true; order: Order; refundAmount?: number | null; refusal?: Failure; isSilent?: boolean }
	| { ok: false; failure: Failure; order: Order | undefined; refundAmount?: number | null };

/**
 * Waits for the SMS of an order, and gives the order back if it does not come in time and the policy says so.
 * With that policy an execution that is stopped leaves no money behind either.
 */
export async function receiveCode(
	session: Session,
	wait: Wait,
	onTimeout: OnTimeout,
): Promise<Received> {
	session.account.seen.awaits(wait.orderId);
	await callOff(session, wait.orderId);
	return await settle(session, wait, await waitForSms(session, wait), onTimeout);
}

/** What becomes of an order whose wait has ended. */
export async function settle(
	session: Session,
	wait: Wait,
	waited: Waited,
	onTimeout: OnTimeout,
): Promise<Received> {
	if (onTimeout === 'keep') return resultOf(waited);
	if (waited.kind === 'failed') return await leave(session, wait, waited);
	// Some servers leave an overdue order pending, and its money frozen.
	const isFrozen = waited.kind === 'expired' && waited.order.status === 'pending';
	return isFrozen || waited.kind === 'timedOut'
		? await endUnanswered(session, waited.order, wait.withText)
		: resultOf(waited);
}

/** After a Stop, or if the API no longer works: no money must stay frozen, and no code that has just come be lost. */
async function leave(session: Session, wait: Wait, waited: Waited): Promise<Received> {
	const result = resultOf(waited);
	const { signal } = session;
	const { order } = waited;
	// Only Stop gives back an order that was never seen here; another item's failure, only what this run has bought.
	const mayGive = wait.known || (order && !signal?.aborted) || signal?.isPressed;
	if (!mayGive) return result;
	const given = await giveUp(session, order ?? toOrder({ order_id: wait.orderId }));
	if (given?.kind === 'arrived' && !isBare(given.order)) return { ok: true, order: given.order };
	if (given?.kind === 'cancelled' && !result.ok) {
		const refundAmount = given.refundAmount;
		return { ...result, order: order && orderAfter(given, order), refundAmount };
	}
	return result;
}

function resultOf(waited: Waited): Received {
	switch (waited.kind) {
		case 'failed':
			return { ok: false, failure: waited.failure, order: waited.order };
		case 'expired':
			// The API may call it pending or cancelled; the user wants to know why there is no code.
			return { ok: true, order: endedAs(waited.order, 'expired') };
		case 'timedOut':
			return { ok: true, order: waited.order, isSilent: waited.isSilent === true };
		case 'arrived':
		case 'cancelled':
			return { ok: true, order: waited.order };
	}
}

/** As long as one request may take. */
const cancelMs = 30_000;

/** Gives back an order whose SMS has not come, or returns the SMS if it comes in the meantime. */
export async function endUnanswered(
	session: Session,
	order: Order,
	withText: boolean,
): Promise<Received> {
	const releasing = startReleasing(session, order, withText);
	const first = await inTime(session, within(session, cancelMs, releasing.first));
	// An unanswered cancel continues in the background: no server can delay the end of a wait.
	const isAnswered = first && !(mayRetry(first) && mayPass(first.refusal));
	if (!isAnswered && session.signal?.aborted) {
		return { ok: false, failure: { kind: 'stopped' }, order };
	}
	const given: Released = isAnswered
		? ((await inTime(session, releasing.done, 0)) ?? first)
		: { kind: 'open', order, refusal: first?.refusal ?? noAnswer };
	const last = orderAfter(given, order);
	const expired = endedAs(last, 'expired');
	const isOverdue = stateNow(session, { ...order, status: 'pending' }, true) === 'expired';
	switch (given.kind) {
		case 'cancelled':
			return { ok: true, order: isOverdue ? expired : last, refundAmount: given.refundAmount };
		case 'arrived':
			return { ok: true, order: last };
		case 'ended':
			return { ok: true, order: stateNow(session, last, true) === 'expired' ? expired : last };
		case 'open': {
			const hasExpired = isOverdue && last.status === 'pending';
			// A refusal that says the same does not hold the money back.
			const refusal = hasExpired && saysExpired(given.refusal) ? undefined : given.refusal;
			const ended = { order: hasExpired ? expired : last, isSilent: !isAnswered };
			return { ok: true, ...ended, ...(refusal && { refusal }) };
		}
		case 'unknown':
			return { ok: false, failure: given.refusal, order };
	}
}
