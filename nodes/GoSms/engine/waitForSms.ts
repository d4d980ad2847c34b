import { expiryOf, stateOf, type Order } from '../domain/order';
import { pollDelayMs } from '../domain/pollSchedule';
import type { Failure } from '../transport/failure';
import { mayPass } from '../transport/retry';
import type { Session } from '../transport/session';
import { watcherOf } from './orderWatcher';

/** How a wait ended. A time-out or an expiry is an outcome, no failure. */
export type Waited =
	| { kind: 'arrived' | 'expired' | 'cancelled' | 'timedOut'; order: Order }
	/** Also when the execution was stopped; `order` as it was last seen. */
	| { kind: 'failed'; failure: Failure; order: Order | undefined };

export type Wait = {
	orderId: number;
	/** The order, if it has just been bought: the first look can then wait. */
	known?: Order;
	/** Infinity: until the order expires. */
	timeoutMs: number;
	/** Off: the code is enough, and `content` may stay away. */
	withText: boolean;
};

/** How long an API that does not answer is waited for: an order does not live longer. */
export const longestOutageMs = 600_000;

/** When an order does not say when it expires. */
const lifeWithoutExpiryMs = 1_200_000;

/** No order is asked about twice within this. */
const betweenLooksMs = 1_000;

/** Waits until the SMS of an order is there, it ends, or time is up; looks on the vendor's schedule or earlier. */
export async function waitForSms(session: Session, wait: Wait): Promise<Waited> {
	const { clock, account } = session;
	const { orderId, withText } = wait;
	const watcher = watcherOf(session);
	const startMs = clock.now();
	let order = wait.known;
	let answeredMs = startMs;
	let dueMs = order ? nextLookMs(startMs) : startMs;
	if (order && stateOf(order, account.serverClock.at(startMs), false) === 'arrived') {
		return { kind: 'arrived', order };
	}

	for (;;) {
		const look = await watcher.look({ orderId, session, withText, dueMs });
		const nowMs = clock.now();
		if (look.ok) {
			const state = stateOf(look.value, account.serverClock.at(nowMs), order?.status === 'pending');
			// Rows of the list have fewer fields than the order itself.
			order = { ...order, ...look.value };
			answeredMs = nowMs;
			if (state !== 'waiting') return { kind: state, order };
		} else if (!mayPass(look.failure) || nowMs - answeredMs > longestOutageMs) {
			return { kind: 'failed', failure: look.failure, order };
		}
		if (nowMs >= deadlineMs() - betweenLooksMs) {
			await clock.sleep(Math.max(0, deadlineMs() - nowMs), session.signal);
			if (order && !session.signal?.aborted) return { kind: 'timedOut', order };
			const failure: Failure = look.ok ? { kind: 'stopped' } : look.failure;
			return { kind: 'failed', failure, order };
		}
		dueMs = nextLookMs(nowMs);
	}

	function deadlineMs(): number {
		const life = order && expiryOf(order) === undefined ? lifeWithoutExpiryMs : Infinity;
		return startMs + Math.min(wait.timeoutMs, life);
	}

	/** On schedule; but the last look is at the deadline, and none is just before it. */
	function nextLookMs(nowMs: number): number {
		const scheduledMs = nowMs + pollDelayMs(nowMs - startMs);
		return scheduledMs > deadlineMs() - betweenLooksMs ? deadlineMs() : scheduledMs;
	}
}
