import { expiryGraceMs, expiryOf, joined, stateOf, type Order } from '../domain/order';
import { pollDelayMs } from '../domain/pollSchedule';
import type { Failure, Result } from '../transport/failure';
import { mayPass, saysExpired } from '../transport/retry';
import type { Session } from '../transport/session';
import { watcherOf } from './orderWatcher';
import type { Watch } from './watches';

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

/** No order expires earlier than so long after its purchase. */
const youthMs = 30_000;

/** The API shows no parts of a second, and the server's clock may be half a second from what is known of it. */
const expirySlackMs = 1_500;

/** No order is asked about twice within this. */
const betweenLooksMs = 1_000;

/** Waits until the SMS of an order is there, it ends, or time is up; looks on the vendor's schedule or earlier. */
export function waitForSms(session: Session, wait: Wait): Promise<Waited> {
	const { clock, account, signal } = session;
	const { known: order } = wait;
	return new Promise((resolve) => {
		if (order && stateOf(order, account.serverClock.at(clock.now()), false) === 'arrived') {
			resolve({ kind: 'arrived', order });
		} else if (signal?.aborted) {
			resolve({ kind: 'failed', failure: { kind: 'stopped' }, order });
		} else {
			watcherOf(session).add(new SmsWatch(session, wait, resolve));
		}
	});
}

/** One wait, as the watcher has it: ten thousand of them are kept at once, so it is an object and no running loop. */
class SmsWatch implements Watch {
	dueMs: number;

	private order: Order | undefined;

	private readonly startMs: number;

	private answeredMs: number;

	private isOver = false;

	constructor(
		readonly session: Session,
		private readonly wait: Wait,
		private readonly end: (waited: Waited) => void,
	) {
		this.order = wait.known;
		this.startMs = session.clock.now();
		this.answeredMs = this.startMs;
		this.dueMs = wait.known ? this.nextLookMs(this.startMs) : this.startMs;
		session.signal?.addEventListener('abort', this.stop, { once: true });
	}

	get orderId(): number {
		return this.wait.orderId;
	}

	get withText(): boolean {
		return this.wait.withText;
	}

	get priority(): 'code' {
		return 'code';
	}

	/** A row has no text, and one without a code has nothing at all of the SMS. */
	isEnough(row: Order): boolean {
		switch (row.status) {
			case 'pending':
				return expiryOf(this.order ?? row) !== undefined || this.isYoung(row);
			case 'cancelled':
			case 'expired':
				return true;
			default:
				return !this.withText && Boolean(row.code);
		}
	}

	/** Only the order itself says when it expires: who waits for an old one must know that soon. */
	private isYoung({ created_at }: Order): boolean {
		const { clock, account } = this.session;
		const createdMs = Date.parse(created_at ?? '');
		return account.serverClock.at(clock.now()) < createdMs + youthMs;
	}

	observe(look: Result<Order>): void {
		if (this.isOver) return;
		const { clock, account } = this.session;
		const nowMs = clock.now();
		if (look.ok) {
			const wasPending = this.order?.status === 'pending';
			this.order = joined(this.order, look.value);
			this.answeredMs = nowMs;
			const state = stateOf(this.order, account.serverClock.at(nowMs), wasPending);
			if (state !== 'waiting') return this.finish({ kind: state, order: this.order });
			// A status that nobody knows may last for ever.
			const isLate = nowMs > this.expiredMs() + expiryGraceMs;
			if (isLate) return this.finish({ kind: 'timedOut', order: this.order });
		} else if (this.order && saysExpired(look.failure)) {
			return this.finish({ kind: 'expired', order: { ...this.order, status: 'expired' } });
		} else if (!mayPass(look.failure) || nowMs - this.answeredMs > longestOutageMs) {
			return this.finish({ kind: 'failed', failure: look.failure, order: this.order });
		}
		if (nowMs < this.deadlineMs() - betweenLooksMs) this.dueMs = this.nextLookMs(nowMs);
		else void this.timeOut(look);
	}

	/** The last look was as good as at the deadline. */
	private async timeOut(look: Result<Order>): Promise<void> {
		watcherOf(this.session).remove(this);
		const { clock, signal } = this.session;
		await clock.sleep(Math.max(0, this.deadlineMs() - clock.now()), signal);
		if (this.order) this.finish({ kind: 'timedOut', order: this.order });
		else if (!look.ok) this.finish({ kind: 'failed', failure: look.failure, order: undefined });
	}

	private readonly stop = (): void => {
		this.finish({ kind: 'failed', failure: { kind: 'stopped' }, order: this.order });
	};

	private finish(waited: Waited): void {
		if (this.isOver) return;
		this.isOver = true;
		watcherOf(this.session).remove(this);
		this.session.signal?.removeEventListener('abort', this.stop);
		this.end(waited);
	}

	private deadlineMs(): number {
		const hasExpiry = !this.order || expiryOf(this.order) !== undefined;
		return this.startMs + Math.min(this.wait.timeoutMs, hasExpiry ? Infinity : lifeWithoutExpiryMs);
	}

	/** On schedule; but the last look is at the deadline, one is just after the expiry, and none is just before these. */
	private nextLookMs(nowMs: number): number {
		const scheduledMs = nowMs + pollDelayMs(nowMs - this.startMs);
		const ends = [this.deadlineMs(), this.expiredMs()];
		const end = Math.min(...ends.filter((endMs) => endMs > nowMs + betweenLooksMs));
		return scheduledMs > end - betweenLooksMs ? end : scheduledMs;
	}

	/** When the order must have expired, on this machine's clock. */
	private expiredMs(): number {
		const { account } = this.session;
		const offsetMs = account.serverClock.at(0);
		const expiresMs = this.order && expiryOf(this.order);
		return expiresMs === undefined ? Infinity : expiresMs - offsetMs + expirySlackMs;
	}
}
