import { isBare, stateOf, type Order } from '../domain/order';
import { getOrder, type Purchase } from '../transport/api';
import { reasonFor, success, type Failure, type Result } from '../transport/failure';
import { mayPass } from '../transport/retry';
import type { Session } from '../transport/session';
import { buyNumber, type Wanted } from './buying/buyNumber';
import { pairOf } from './buying/openPurchases';
import type { KeptOrders } from './keptOrders';
import type { OnTimeout, Received } from './receiveCode';
import { callOff, giveUp } from './giveUp';
import { mayRetry, orderAfter } from './release';
import { Tally, type Ends } from './tally';

/** What an item wants to buy; the rest is the run's. */
export type Purchasing = Omit<Wanted, 'barred' | 'onRefused' | 'tally'>;

/** `isOver` once its wait has ended by itself: its policy has been applied then. */
type Bought = { order: Order; isOpen: boolean; isOver: boolean; policy: OnTimeout };

/**
 * One run of the node over its items: what it bought, and what becomes of that. n8n throws away the output of all items
 * when one fails and the node is not set to continue, so their numbers must be given back, or kept for the next try.
 */
export class Run {
	private readonly bought = new Map<number, Bought>();
	/** What it costs and leaves open, in words. */
	readonly tally = new Tally();
	/** Items that failed with a number that may have been paid for, and what is known of it. */
	private readonly inDoubt = new Map<number, string>();
	/** Without key or access no further purchase of this run can succeed. */
	private refusal: Failure | undefined;
	/** Without enough money, neither can one of the same app and region: its price is the same. */
	private readonly tooPoorFor = new Map<string, Failure>();
	/** Orders given back that are no longer in `bought`, or never were. */
	private readonly alsoReturned: string[] = [];

	constructor(
		private readonly kept: KeptOrders,
		/** Whether the execution was stopped, as opposed to this run having failed. */
		private readonly isStopped: () => boolean,
	) {}

	/** Buys a number for an item, unless an earlier try of this run left it one. */
	async buy(
		session: Session,
		itemIndex: number,
		wanted: Purchasing,
		policy: OnTimeout = 'cancel',
	): Promise<Result<Order>> {
		const left = await this.leftBehind(session, itemIndex);
		const result =
			left ??
			(await buyNumber(session, {
				...wanted,
				barred: (purchase) => this.refusal ?? this.tooPoorFor.get(pairOf(purchase)),
				onRefused: (purchase, failure) => this.noteRefusal(purchase, failure),
				tally: this.tally,
			}));
		if (result.ok) {
			this.tally.numbers += 1;
			const before = this.bought.get(itemIndex);
			if (before && !before.isOpen) this.alsoReturned.push(before.order.id);
			this.bought.set(itemIndex, { order: result.value, isOpen: true, isOver: false, policy });
			return result;
		}
		const { failure } = result;
		if (failure.kind === 'explained' && failure.mayHavePaid) {
			this.inDoubt.set(itemIndex, `${failure.happened}. ${failure.remedy}`);
			this.kept.keep(itemIndex, result);
		}
		return result;
	}

	/** An order of an earlier try may have ended since. */
	private async leftBehind(
		session: Session,
		itemIndex: number,
	): Promise<Result<Order> | undefined> {
		const left = this.kept.take(itemIndex);
		if (!left?.ok || !isBare(left.value)) return left;
		await callOff(session, left.value.id);
		const look = await getOrder(session, left.value.id);
		if (!look.ok) return left;
		const state = stateOf(look.value);
		return state === 'cancelled' || state === 'expired' ? undefined : look;
	}

	private noteRefusal(purchase: Purchase, failure: Failure): void {
		const reason = reasonFor(failure);
		if (reason === 'key' || reason === 'access') this.refusal ??= failure;
		if (reason === 'balance') this.tooPoorFor.set(pairOf(purchase), failure);
	}

	/** Notes how the wait for an order ended. */
	ended(itemIndex: number, received: Received): void {
		const { ok, order, refundAmount } = received;
		const refusal = ok ? received.refusal : undefined;
		const isUnanswered = refusal && mayPass(refusal);
		if (ok && received.isSilent) {
			this.tally.remark(
				`GoSMS is not answering. The SMS of order ${order.id} may have arrived: check it later with Get.`,
			);
		} else if (ok && order.code === '' && !(isUnanswered && order.status === 'pending')) {
			this.tally.noteWithoutCode(order, typeof refundAmount === 'number');
		}
		if (order && refusal) {
			this.tally.remark(
				isUnanswered
					? `GoSMS has not answered the cancel of order ${order.id}. n8n keeps trying until the order expires.`
					: `GoSMS refused to cancel order ${order.id}. Without an SMS, it is refunded when it expires.`,
			);
		}
		if (order && refundAmount !== undefined) this.tally.noteRefund(order, refundAmount);
		const bought = this.bought.get(itemIndex);
		if (!bought && !ok && refundAmount !== undefined && order) this.alsoReturned.push(order.id);
		if (!order || !bought) return;
		// An unknown status is no end, and after a failed wait only a cancel is.
		const isOpen = order.status !== 'cancelled' && !(ok && order.status === 'expired');
		this.bought.set(itemIndex, { ...bought, order, isOpen, isOver: ok });
	}

	/**
	 * After a failure or a Stop, which both throw away all output: gives back what is open, and keeps what has its code.
	 * Orders that are to be kept without a code are left alone once their wait is over, and by a Stop.
	 *
	 * @param toldItem the item whose failure the user reads anyway
	 * @returns what people must know about the money, empty when none was spent.
	 */
	async undo(session: Session, toldItem: number | undefined): Promise<string> {
		const ends: Ends = { returned: [...this.alsoReturned], arrived: [], leaving: [], open: [] };
		const undoing = [...this.bought].map(async ([itemIndex, bought]) => {
			const { kind, order } = await this.undoOne(session, bought);
			ends[kind].push(order.id);
			if (kind !== 'returned') this.kept.keep(itemIndex, success(order));
		});
		await Promise.all(undoing);
		const inDoubt = [...this.inDoubt]
			.filter(([index]) => index !== toldItem)
			.map(([, text]) => text);
		return this.tally.afterFailure(ends, inDoubt);
	}

	private async undoOne(
		session: Session,
		{ order, isOpen, isOver, policy }: Bought,
	): Promise<{ kind: keyof Ends; order: Order }> {
		if (stateOf(order) === 'arrived') return { kind: 'arrived', order };
		if (!isOpen) return { kind: 'returned', order };
		if (policy === 'keep' && (isOver || this.isStopped())) return { kind: 'open', order };

		const given = await giveUp(session, order);
		if (!given || given.kind === 'open' || given.kind === 'unknown') {
			return { kind: given && !mayRetry(given) ? 'open' : 'leaving', order };
		}
		if (given.kind === 'cancelled') this.tally.noteRefund(order, given.refundAmount);
		return {
			kind: given.kind === 'arrived' ? 'arrived' : 'returned',
			order: orderAfter(given, order),
		};
	}
}
