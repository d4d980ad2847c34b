import { stateOf, type Order } from '../domain/order';
import { pollDelayMs } from '../domain/pollSchedule';
import { watcherOf } from '../engine/engine';
import type { Watch } from '../engine/waiting/watches';
import type { Failure, Result } from '../transport/failure';
import { mayPass, saysExpired } from '../transport/retry';
import type { Session } from '../transport/session';
import { Stop } from '../transport/stop';

/** What a watch ended with: orders to which something has happened, or nothing in time. */
export type WatchEnd =
	/** `whole` are those that were looked up; `pending` all others, those that were met meanwhile too. */
	| { kind: 'changed'; rows: Order[]; whole: ReadonlySet<number>; pending: Order[] }
	| { kind: 'timeUp' }
	| { kind: 'failed'; failure: Failure };

export type PendingWatch = {
	/** As they were seen last, with their expiry where it is known. */
	orders: readonly Order[];
	withText: boolean;
	/** On this machine's clock. */
	untilMs: number;
	/** Whether a row that a list shows meanwhile is a new order that is wanted. */
	isNew: (row: Order) => boolean;
	/** Whether the creation of an order is worth an end by itself. */
	endsWithNew: boolean;
};

/** Codes that arrive together are found out by look-ups one after the other. */
const gatherMs = 300;

/**
 * Watches orders together with everybody in this process who waits for some of the same account, on the vendor's
 * schedule, until something happens to one of them.
 */
export async function watchPending(session: Session, what: PendingWatch): Promise<WatchEnd> {
	const { clock } = session;
	const watcher = watcherOf(session);
	const over = new Stop();
	const watches = new Map<number, OrderWatch>();
	const changed = new Map<number, Order>();
	const pending = new Map<number, Order>();
	const whole = new Set<number>();
	let failure: Failure | undefined;
	const note = (order: Order, isWhole: boolean) => {
		changed.set(order.order_id, order);
		pending.delete(order.order_id);
		if (isWhole) whole.add(order.order_id);
		void clock.sleep(gatherMs).then(over.fire);
	};
	const giveUp = (reason: Failure) => {
		failure = reason;
		over.fire();
	};
	const watch = (order: Order) => {
		const tell = (seen: Order) => note(seen, what.withText);
		const one = new OrderWatch(session, order, what.withText, tell, giveUp);
		pending.set(order.order_id, order);
		watches.set(order.order_id, one);
		watcher.add(one);
	};
	const unlisten = watcher.listen((rows) => {
		for (const row of rows) {
			if (watches.has(row.order_id) || changed.has(row.order_id) || !what.isNew(row)) continue;
			if (what.endsWithNew || row.status !== 'pending') note(row, false);
			else watch(row);
		}
	});
	for (const order of what.orders) watch(order);

	session.signal?.addEventListener('abort', over.fire);
	await clock.sleep(Math.max(0, what.untilMs - clock.now()), over);
	session.signal?.removeEventListener('abort', over.fire);
	unlisten();
	for (const one of watches.values()) watcher.remove(one);

	if (changed.size > 0) {
		return { kind: 'changed', rows: [...changed.values()], whole, pending: [...pending.values()] };
	}
	return failure ? { kind: 'failed', failure } : { kind: 'timeUp' };
}

class OrderWatch implements Watch {
	readonly orderId: number;

	readonly priority = 'look';

	dueMs: number;

	private isOver = false;

	constructor(
		readonly session: Session,
		private readonly order: Order,
		readonly withText: boolean,
		private readonly note: (order: Order) => void,
		private readonly giveUp: (failure: Failure) => void,
	) {
		this.orderId = order.order_id;
		this.dueMs = this.nextLookMs();
	}

	isEnough(row: Order): boolean {
		return row.status === 'pending' ? !this.isOverdue(row) : !this.withText && Boolean(row.code);
	}

	observe(look: Result<Order>): void {
		if (this.isOver) return;
		this.dueMs = this.nextLookMs();
		if (look.ok) {
			const isWaiting = !['received', 'completed', 'cancelled', 'expired'].includes(
				look.value.status,
			);
			if (isWaiting && !this.isOverdue(look.value)) return;
			this.end();
			this.note(look.value);
		} else if (saysExpired(look.failure)) {
			this.end();
			this.note({ ...this.order, status: 'expired' });
		} else if (!mayPass(look.failure)) {
			this.end();
			this.giveUp(look.failure);
		}
	}

	private end(): void {
		this.isOver = true;
		watcherOf(this.session).remove(this);
	}

	private isOverdue(seen: Order): boolean {
		const expired_at = seen.expired_at ?? this.order.expired_at ?? null;
		return stateOf({ ...seen, expired_at }, this.serverNow(), true) === 'expired';
	}

	/** The schedule goes by the age of the order: nobody knows when it began to be waited for. */
	private nextLookMs(): number {
		const createdMs = Date.parse(this.order.created_at ?? '');
		const ageMs = Number.isNaN(createdMs) ? 0 : Math.max(0, this.serverNow() - createdMs);
		return this.session.clock.now() + pollDelayMs(ageMs);
	}

	private serverNow(): number {
		return this.session.account.serverClock.at(this.session.clock.now());
	}
}
