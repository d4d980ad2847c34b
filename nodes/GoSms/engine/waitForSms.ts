import { expiryOf, stateOf, type Order } from '../domain/order';
import { pollDelayMs } from '../domain/pollSchedule';
import { getOrder } from '../transport/api';
import type { Failure } from '../transport/failure';
import { mayPass } from '../transport/retry';
import type { Session } from '../transport/session';

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
};

/** How long an API that does not answer is waited for: an order does not live longer. */
const longestOutageMs = 600_000;

/** When an order does not say when it expires. */
const lifeWithoutExpiryMs = 1_200_000;

/** Looks at one order on the vendor's schedule until its SMS is there, it ends, or time is up. */
export async function waitForSms(session: Session, wait: Wait): Promise<Waited> {
	const { clock, signal } = session;
	const startMs = clock.now();
	let order = wait.known;
	let answeredMs = startMs;
	if (order) await pause();

	for (;;) {
		const look = await getOrder(session, wait.orderId);
		const nowMs = clock.now();
		if (look.ok) {
			const state = stateOf(look.value, session.account.serverClock.at(nowMs), isPending(order));
			order = look.value;
			answeredMs = nowMs;
			if (state !== 'waiting') return { kind: state, order };
		} else if (
			!mayPass(look.failure) ||
			nowMs - answeredMs > longestOutageMs ||
			(nowMs >= deadlineMs() && !order)
		) {
			return { kind: 'failed', failure: look.failure, order };
		}
		if (order && nowMs >= deadlineMs()) return { kind: 'timedOut', order };
		await pause();
	}

	function deadlineMs(): number {
		const life = order && expiryOf(order) === undefined ? lifeWithoutExpiryMs : Infinity;
		return startMs + Math.min(wait.timeoutMs, life);
	}

	async function pause(): Promise<void> {
		const nowMs = clock.now();
		const delayMs = Math.min(pollDelayMs(nowMs - startMs), deadlineMs() - nowMs);
		await clock.sleep(Math.max(0, delayMs), signal);
	}
}

function isPending(order: Order | undefined): boolean {
	return order?.status === 'pending';
}
