import { endedAs, isBare, joined, pollDelayMs, stateOf, type Order } from '../domain/order';
import type { Row } from '../domain/row';
import { isOfType } from '../domain/money';
import { cancelOrder, getOrder } from '../transport/api';
import type { Failure } from '../transport/failure';
import type { Priority } from '../transport/limits/limits';
import { collect, newestFirst, transactionList } from '../transport/lists';
import { isRefused, mayPass, saysExpired } from '../transport/retry';
import { unstoppable, type Session } from '../transport/session';
import { endOf } from './lifetime';
import { longestOutageMs, waitForSms } from './waiting/waitForSms';

/** What came of giving an order back. Money is in the account's currency. */
export type Released =
	/** `answer` is the vendor's own; `refundAmount` null when it is unknown what came back. */
	| { kind: 'cancelled'; order: Order | undefined; refundAmount: number | null; answer: Row }
	/** The SMS was faster: it is paid for, and the order has the code. */
	| { kind: 'arrived'; order: Order; refusal: Failure }
	/** It had expired or been cancelled before; `order` is undefined when the API says only that it has expired. */
	| { kind: 'ended'; order: Order | undefined; refusal: Failure }
	/** The API did not cancel it, and it is still pending. */
	| { kind: 'open'; order: Order; refusal: Failure }
	/** Neither the cancel nor the look after it was answered. */
	| { kind: 'unknown'; refusal: Failure };

/** Cancels once. No refusal has a documented meaning, and no success a sure one, so the order itself is asked. */
export async function giveBack(
	session: Session,
	orderId: string,
	priority: Priority = 'cancel',
): Promise<Released> {
	const cancel = await cancelOrder(session, orderId, priority);
	const { refundAmount, row: answer } = cancel.ok ? cancel.value : { refundAmount: 0, row: {} };
	// With nothing refunded it may not have been cancelled at all.
	if (refundAmount) return { kind: 'cancelled', order: undefined, refundAmount, answer };
	const refusal: Failure = cancel.ok ? noRefund : cancel.failure;
	const look = await getOrder(unstoppable(session), orderId, priority);
	if (!look.ok) {
		if (saysExpired(look.failure)) return { kind: 'ended', order: undefined, refusal };
		return { kind: 'unknown', refusal: mayPass(look.failure) ? look.failure : refusal };
	}
	const order = look.value;
	switch (stateOf(order)) {
		case 'arrived':
			return { kind: 'arrived', order, refusal };
		case 'expired':
			return { kind: 'ended', order, refusal };
		case 'waiting':
			return { kind: 'open', order, refusal };
		case 'cancelled': {
			// The cancel may have worked although its answer was lost, or cannot be read; the ledger knows what came back.
			const isOthers =
				isRefused(refusal) && cancel.attempts === 1 && 'status' in refusal && refusal.status >= 400;
			if (isOthers) return { kind: 'ended', order, refusal };
			return { kind: 'cancelled', order, refundAmount: await refundOf(session, orderId), answer };
		}
	}
}

const noRefund: Failure = {
	kind: 'explained',
	happened: 'GoSMS answered the cancel without saying what was refunded',
	remedy: 'Look at the order with Get.',
};

type Unfinished = Extract<Released, { kind: 'open' | 'unknown' }>;

/** Whether another attempt may do what this one has not. */
export function mayRetry(given: Released): given is Unfinished {
	return given.kind === 'open' || (given.kind === 'unknown' && mayPass(given.refusal));
}

/** Some vendors refuse a cancel in the first minutes. */
const againAfterMs = [60_000, 120_000, 300_000];
const lastBeforeEndMs = 15_000;

/**
 * Keeps trying to give an order back while it lives: the one schedule for all orders that end without a code. A code that
 * comes in the meantime is taken. The session's signal ends it after the current attempt.
 */
export async function release(
	session: Session,
	order: Order,
	withText: boolean,
	first: Released,
): Promise<Released> {
	const { clock } = session;
	const startMs = clock.now();
	let known = order;
	for (let given = first; ; given = await giveBack(session, order.id)) {
		if (given.kind === 'arrived' && isBare(given.order)) return await codeOf(session, given);
		if (!mayRetry(given) || session.signal?.aborted) return given;
		// A look may say less than is known, e.g. about its end.
		if (given.kind === 'open') known = joined(known, given.order);
		const nextMs = nextAttemptMs(session, known, startMs, given.kind);
		if (nextMs === undefined) return given;

		const timeoutMs = nextMs - clock.now();
		const waited = await waitForSms(session, { orderId: order.id, known, timeoutMs, withText });
		const { refusal } = given;
		switch (waited.kind) {
			case 'arrived':
				return { kind: 'arrived', order: waited.order, refusal };
			case 'cancelled':
				return { kind: 'ended', order: waited.order, refusal };
			case 'expired':
			case 'timedOut':
				known = waited.order;
				break;
			case 'failed':
				if (waited.failure.kind === 'stopped') return given;
				break;
		}
	}
}

/** The status came first, and the code is still to come. */
async function codeOf(
	session: Session,
	given: Extract<Released, { kind: 'arrived' }>,
): Promise<Released> {
	const { id: orderId } = given.order;
	const wait = { orderId, known: given.order, timeoutMs: Infinity, withText: true };
	const waited = await waitForSms(session, wait);
	return waited.kind === 'failed' ? given : { ...given, order: waited.order };
}

/** @returns undefined when another attempt would not help */
function nextAttemptMs(
	session: Session,
	order: Order,
	startMs: number,
	kind: 'open' | 'unknown',
): number | undefined {
	const nowMs = session.clock.now();
	// An outage does not keep the money: the cancel is sent until it is answered.
	if (kind === 'unknown') {
		const isOver = nowMs - startMs > longestOutageMs;
		return isOver ? undefined : nowMs + pollDelayMs(nowMs - startMs);
	}
	const endMs = endOf(session, order);
	const times = [...againAfterMs.map((ms) => startMs + ms), endMs - lastBeforeEndMs];
	return times.filter((ms) => ms > nowMs + 1_000 && ms < endMs).sort((a, b) => a - b)[0];
}

/** The order as it stands after it was given back. */
export function orderAfter(given: Released, before: Order): Order {
	switch (given.kind) {
		case 'cancelled':
			return endedAs(before, 'cancelled');
		case 'ended':
			return given.order ? joined(before, given.order) : endedAs(before, 'expired');
		case 'arrived':
		case 'open':
			return joined(before, given.order);
		case 'unknown':
			return before;
	}
}

async function refundOf(session: Session, orderId: string): Promise<number | null> {
	const pages = newestFirst(transactionList(unstoppable(session)));
	const entries = await collect(pages, () => false);
	const rows = entries.ok ? entries.value.items : [];
	return rows.find((row) => isOfType(row, 'Refund') && row.orderId === orderId)?.amount ?? null;
}
