import { expiryOf, stateOf, type Order } from '../domain/order';
import { pollDelayMs } from '../domain/pollSchedule';
import type { Failure } from '../transport/failure';
import { mayPass } from '../transport/retry';
import type { Session } from '../transport/session';
import { giveBack, type GivenBack } from './giveBack';
import { deskOf } from './purchaseDesk';
import { longestOutageMs, waitForSms, type Wait, type Waited } from './waitForSms';

export type OnTimeout = 'cancel' | 'keep';

/** The order at its end; `refundAmount` only when it was cancelled here, `refusal` when it could not be. */
export type Received =
	| { ok: true; order: Order; refundAmount?: number | null; refusal?: Failure }
	| {
			ok: false;
			failure: Failure;
			order: Order | undefined;
			refundAmount?: number | null;
			refusal?: Failure;
	  };

/** A refused cancel is tried again this long before the order expires: some vendors refuse it only in the first minutes. */
const lastCancelBeforeExpiryMs = 15_000;

/**
 * Waits for the SMS of an order, and gives the order back if it does not come in time and the policy says so.
 * With that policy an execution that is stopped leaves no money behind either.
 */
export async function receiveCode(
	session: Session,
	wait: Wait,
	onTimeout: OnTimeout,
): Promise<Received> {
	deskOf(session).owned.add(wait.orderId);
	// By then the parameters of all items have been read: a bad one has ended the run before it began.
	await Promise.resolve();
	if (!wait.known && session.signal?.aborted) {
		return { ok: false, failure: { kind: 'stopped' }, order: undefined };
	}
	const waited = await waitForSms(session, wait);
	if (onTimeout === 'keep') return resultOf(waited);
	switch (waited.kind) {
		case 'arrived':
		case 'cancelled':
			return resultOf(waited);
		case 'timedOut':
			return await endUnanswered(session, waited.order, wait, 'first');
		case 'expired':
			// Some servers leave an overdue order pending, and its money frozen.
			return waited.order.status === 'pending'
				? await endUnanswered(session, waited.order, wait, 'overdue')
				: resultOf(waited);
		case 'failed':
			return await leave(session, wait, waited);
	}
}

/** Stopped, or the API has become useless: the money shall not stay frozen, and a code that came just now not be lost. */
async function leave(session: Session, wait: Wait, waited: Waited): Promise<Received> {
	const given = await giveBack(session, wait.orderId);
	const result = resultOf(waited);
	if (given.kind === 'arrived') return { ok: true, order: given.order };
	if (given.kind !== 'cancelled' || result.ok) return result;
	const order = result.order && { ...result.order, status: 'cancelled' };
	return { ...result, order, refundAmount: given.cancellation.refund_amount ?? null };
}

function resultOf(waited: Waited): Received {
	switch (waited.kind) {
		case 'failed':
			return { ok: false, failure: waited.failure, order: waited.order };
		case 'expired':
			// The API may call it pending or cancelled; the user wants to know why there is no code.
			return { ok: true, order: { ...waited.order, status: 'expired' } };
		case 'arrived':
		case 'cancelled':
		case 'timedOut':
			return { ok: true, order: waited.order };
	}
}

/** `first`: time is up. `last`: again, after a refusal, shortly before expiry. `overdue`: it has expired already. */
type Attempt = 'first' | 'last' | 'overdue';

async function endUnanswered(
	session: Session,
	order: Order,
	wait: Wait,
	attempt: Attempt,
): Promise<Received> {
	const given = await giveBackPatiently(session, order.order_id);
	switch (given.kind) {
		case 'cancelled': {
			const status = attempt === 'overdue' ? 'expired' : 'cancelled';
			const refundAmount = given.cancellation.refund_amount ?? null;
			return { ok: true, order: { ...order, status }, refundAmount };
		}
		case 'arrived':
			return { ok: true, order: given.order };
		case 'ended': {
			const last = given.order ?? { ...order, status: 'expired' };
			return resultOf({ kind: endOf(session, last), order: last });
		}
		case 'refused':
			return await waitOn(session, given.order, wait, attempt, given.refusal);
		case 'unknown':
			return { ok: false, failure: given.refusal, order };
	}
}

/** An outage does not keep the money: the cancel is sent again until the API answers, or the order must have expired. */
async function giveBackPatiently(session: Session, orderId: number): Promise<GivenBack> {
	const { clock, signal } = session;
	const startMs = clock.now();
	for (;;) {
		const given = await giveBack(session, orderId);
		const isOver = signal?.aborted || clock.now() - startMs > longestOutageMs;
		if (given.kind !== 'unknown' || !mayPass(given.refusal) || isOver) return given;
		await clock.sleep(pollDelayMs(clock.now() - startMs), signal);
	}
}

/** After a refused cancel the order lives on: its code is still welcome, and its money must still come back. */
async function waitOn(
	session: Session,
	order: Order,
	{ withText }: Wait,
	attempt: Attempt,
	refusal: Failure,
): Promise<Received> {
	if (attempt === 'overdue' || session.signal?.aborted) {
		return { ...resultOf({ kind: endOf(session, order), order }), refusal };
	}
	const serverNow = session.account.serverClock.at(session.clock.now());
	const leftMs = (expiryOf(order) ?? Infinity) - lastCancelBeforeExpiryMs - serverNow;
	const again = attempt === 'first' && leftMs > 0 && leftMs < Infinity;
	const timeoutMs = again ? leftMs : Infinity;
	const wait = { orderId: order.order_id, known: order, timeoutMs, withText };
	const waited = await waitForSms(session, wait);
	if (waited.kind === 'timedOut' && attempt === 'first') {
		return await endUnanswered(session, waited.order, wait, 'last');
	}
	return { ...resultOf(waited), refusal };
}

function endOf(session: Session, order: Order): 'arrived' | 'expired' | 'cancelled' | 'timedOut' {
	const state = stateOf(order, session.account.serverClock.at(session.clock.now()), true);
	return state === 'waiting' ? 'timedOut' : state;
}
