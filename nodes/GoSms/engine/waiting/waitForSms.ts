import { isBare, joined, pollDelayMs, stateOf, type Order } from '../../domain/order';
import { noAnswer, reasonFor, type Failure, type Result } from '../../transport/failure';
import { backoffMs, mayPass, saysExpired } from '../../transport/retry';
import { afterRefusalMs, mostRefusals } from '../../transport/patience';
import type { Session } from '../../transport/session';
import { engineOf } from '../engine';
import { bareMs, endGraceMs, endOf, stateNow } from '../lifetime';
import type { Wait, Waited, Watch } from './watches';

/** How long an API that does not answer is waited for: an order does not live longer. */
export const longestOutageMs = 600_000;

/** For this long, a server may fail to find what it has just sold or shown, and an order's expiry is not asked for. */
const youthMs = 30_000;

/** After this, the last look says nothing about now. */
const silentMs = 15_000;

/** No order is asked about twice within this. */
const betweenLooksMs = 1_000;

/** The last look may take this long after the deadline. */
const lastLookMs = 1_500;

/** Waits until the SMS of an order is there, it ends, or time is up; looks on the vendor's schedule or earlier. */
export function waitForSms(session: Session, wait: Wait): Promise<Waited> {
	const { known: order } = wait;
	return new Promise((resolve) => {
		if (order && !isBare(order)) resolve({ kind: 'arrived', order });
		else if (session.signal?.aborted) {
			resolve({ kind: 'failed', failure: { kind: 'stopped' }, order });
		} else engineOf(session).watcher.add(new SmsWatch(session, wait, resolve));
	});
}

/** One wait, as the watcher sees it: an object, not a loop, since there may be ten thousand. */
class SmsWatch implements Watch {
	readonly orderId: string;
	dueMs: number;
	deadlineMs: number;
	private order: Order | undefined;
	private readonly startMs: number;
	private answeredMs: number;
	private failures = 0;
	private refusals = 0;
	private bareUntilMs = 0;
	/** The status in the row for which the order itself was last asked for. */
	private askedAs: string | undefined;
	private isOver = false;
	private lastFailure: Failure = noAnswer;

	constructor(
		readonly session: Session,
		private readonly wait: Wait,
		private readonly end: (waited: Waited) => void,
	) {
		this.orderId = wait.orderId;
		this.order = wait.known;
		this.startMs = session.clock.now();
		this.answeredMs = this.startMs;
		this.deadlineMs = this.startMs + wait.timeoutMs + lastLookMs;
		this.dueMs = wait.known ? this.nextLookMs(this.startMs) : this.startMs;
		session.signal?.addEventListener('abort', this, { once: true });
	}

	/** Where looks at the order itself fail, the code from a list must do. */
	get withText(): boolean {
		return this.wait.withText && !this.needsList;
	}

	get needsList(): boolean {
		return this.failures >= mostRefusals;
	}

	/** A row has no text, and one without a code has nothing at all of the SMS. */
	isEnough(row: Order): boolean {
		if (row.code !== '') {
			// If the look-up fails, this code is used.
			this.order = joined(this.order, row);
			return !this.withText;
		}
		const state = stateOf(row);
		if (state !== 'waiting') return state !== 'arrived';
		const isYoung = this.session.clock.now() < this.startMs + youthMs;
		const needsLife = this.order?.expiresMs === undefined && !isYoung;
		if (row.status === 'pending' && !needsLife) return true;
		// Asked again, an order whose row says the same would say the same.
		const isSame = this.askedAs === row.statusWord;
		this.askedAs = row.statusWord;
		return isSame;
	}

	observe(look: Result<Order>): void {
		if (this.isOver) return;
		const nowMs = this.session.clock.now();
		if (!look.ok) return this.miss(look.failure, nowMs);
		this.take(look.value, nowMs);
		const endMs = this.startMs + this.wait.timeoutMs;
		if (this.isOver || nowMs < Math.max(this.bareUntilMs, endMs - betweenLooksMs)) return;
		// This look was as good as one at the deadline.
		[this.dueMs, this.deadlineMs] = [Infinity, endMs];
		if (nowMs >= endMs) this.timeUp();
	}

	private take(seen: Order, nowMs: number): void {
		const wasPending = this.order?.status === 'pending';
		this.order = joined(this.order, seen);
		this.answeredMs = nowMs;
		[this.failures, this.refusals] = [0, 0];
		const state = stateNow(this.session, this.order, wasPending);
		if (state === 'arrived' && isBare(this.order)) {
			this.bareUntilMs ||= nowMs + bareMs;
			this.dueMs = nowMs + afterRefusalMs;
			if (nowMs < this.bareUntilMs) return;
		}
		if (state !== 'waiting') return this.finish({ kind: state, order: this.order });
		// An unknown status may last forever.
		const isLate = nowMs > endOf(this.session, this.order) + 2 * endGraceMs;
		if (isLate) return this.finish({ kind: 'timedOut', order: this.order });
		this.dueMs = this.nextLookMs(nowMs);
	}

	private miss(failure: Failure, nowMs: number): void {
		const { order } = this;
		this.lastFailure = failure;
		this.askedAs = undefined;
		const hasTried = !mayPass(failure) || this.failures >= mostRefusals;
		if (order && order.code !== '' && hasTried) return this.finish({ kind: 'arrived', order });
		if (order && saysExpired(failure)) return this.finish({ kind: 'expired', order });
		if (mayPass(failure)) {
			this.failures += 1;
			if (nowMs - this.answeredMs > longestOutageMs) this.fail(failure);
			const pauseMs = backoffMs(failure, Math.min(this.failures, 4), 1);
			this.dueMs = Math.min(this.nextLookMs(nowMs), nowMs + pauseMs);
			return;
		}
		const isNew = this.session.account.seen.isBoughtSince(this.orderId, nowMs - youthMs);
		const mayComeBack = isNew || (order && nowMs < this.answeredMs + youthMs);
		if (!mayComeBack || reasonFor(failure) !== 'notFound') this.refusals += 1;
		if (this.refusals >= mostRefusals) return this.fail(failure);
		this.dueMs = nowMs + afterRefusalMs;
	}

	timeUp(): void {
		const { order } = this;
		const nowMs = this.session.clock.now();
		const isSilent = this.failures > 0 && nowMs > this.answeredMs + silentMs;
		if (!order) this.fail(this.lastFailure);
		else if (stateOf(order) !== 'arrived') this.finish({ kind: 'timedOut', order, isSilent });
		else if (isBare(order) && nowMs < this.bareUntilMs) this.deadlineMs = this.bareUntilMs;
		else this.finish({ kind: 'arrived', order });
	}

	/** The execution is stopped. */
	handleEvent(): void {
		this.fail({ kind: 'stopped' });
	}

	private fail(failure: Failure): void {
		this.finish({ kind: 'failed', failure, order: this.order });
	}

	private finish(waited: Waited): void {
		if (this.isOver) return;
		this.isOver = true;
		engineOf(this.session).watcher.remove(this);
		this.session.signal?.removeEventListener('abort', this);
		this.end(waited);
	}

	/** On schedule; but the last look is at the deadline, one is just after the expiry, and none is just before these. */
	private nextLookMs(nowMs: number): number {
		const scheduledMs = nowMs + pollDelayMs(nowMs - this.startMs);
		const expiredMs = this.order ? endOf(this.session, this.order) + endGraceMs : Infinity;
		const ends = [this.startMs + this.wait.timeoutMs, expiredMs];
		const end = Math.min(...ends.filter((endMs) => endMs >= nowMs + betweenLooksMs));
		return scheduledMs > end - betweenLooksMs ? end : scheduledMs;
	}
}
