import { sameAmount, showMicros, toMicros } from '../domain/money';
import type { Order } from '../domain/order';
import { failed, success, type Failure, type Result } from '../transport/failure';
import type { Session } from '../transport/session';
import { buyNumber, type Wanted } from './buyNumber';
import { giveBack } from './giveBack';
import type { KeptOrders } from './keptOrders';
import { moneyWords, type Ends } from './moneyWords';
import type { OnTimeout, Received } from './receiveCode';

/** `isOver` once its wait has come to an end by itself: its policy was at work then. */
type Bought = { order: Order; isOpen: boolean; isOver: boolean; policy: OnTimeout };

/**
 * One run of the node over its items: what it bought, and what becomes of that. n8n throws away the output of all items
 * when one fails and the node is not set to continue, so their numbers must be given back, or kept for the next try.
 */
export class Run {
	private readonly bought = new Map<number, Bought>();

	private readonly remarks: string[] = [];

	/** Items that failed with a number that may have been paid for, and what is known of it. */
	private readonly inDoubt = new Map<number, string>();

	private refusal: Failure | undefined;

	/** Orders that were bought before this run, and given back because it failed. */
	private readonly alsoReturned: number[] = [];

	private withoutCode = 0;

	private waited = 0;

	private refundedMicros = 0;

	constructor(
		private readonly kept: KeptOrders,
		/** Whether the execution was stopped, as opposed to this run having failed. */
		private readonly isStopped: () => boolean,
	) {}

	/** Buys a number for an item, unless an earlier try of this run left it one. */
	async buy(
		session: Session,
		itemIndex: number,
		wanted: Omit<Wanted, 'mayGo' | 'onRefund'>,
		policy: OnTimeout = 'cancel',
	): Promise<Result<Order>> {
		const left = this.kept.take(itemIndex);
		const result =
			left ??
			(await buyNumber(session, {
				...wanted,
				mayGo: () => this.refusal === undefined,
				onRefund: (order, amount) => this.noteRefund(order, amount),
			}));
		if (result.ok) {
			this.bought.set(itemIndex, { order: result.value, isOpen: true, isOver: false, policy });
			return result;
		}
		// Without key, money or access no further purchase of this run can do any better.
		if ('status' in result.failure && [401, 402, 403].includes(result.failure.status)) {
			this.refusal ??= result.failure;
		}
		if (result.failure.kind === 'explained' && result.failure.mayHavePaid) {
			const { happened, remedy } = result.failure;
			this.inDoubt.set(itemIndex, `${happened}. ${remedy}`);
			this.kept.keep(itemIndex, result);
		}
		const held = result.failure.kind === 'stopped' && !session.signal?.aborted;
		return held && this.refusal ? failed(this.refusal) : result;
	}

	/** Notes how the wait for an order ended. */
	ended(itemIndex: number, { ok, order, refundAmount, refusal }: Received): void {
		this.waited += 1;
		if (order && !order.code) this.withoutCode += 1;
		if (order && refusal) {
			this.remarks.push(`GoSMS refused to cancel order ${order.order_id} in time.`);
		}
		if (order && refundAmount !== undefined) this.noteRefund(order, refundAmount);
		const bought = this.bought.get(itemIndex);
		if (!bought && !ok && refundAmount !== undefined && order)
			this.alsoReturned.push(order.order_id);
		if (!order || !bought) return;
		// An unknown status is no end, and after a wait that failed nothing but a cancel is.
		const isOpen = order.status !== 'cancelled' && !(ok && order.status === 'expired');
		this.bought.set(itemIndex, { ...bought, order, isOpen, isOver: ok });
	}

	private noteRefund(order: Order, amount: number | null): void {
		this.refundedMicros += toMicros(amount ?? 0);
		if (amount === null || typeof order.price !== 'number' || sameAmount(amount, order.price))
			return;
		const [back, price] = [showMicros(toMicros(amount)), showMicros(toMicros(order.price))];
		this.remarks.push(`Order ${order.order_id} cost ${price}, but ${back} was refunded.`);
	}

	/** What people should know of a run that went well otherwise. */
	hints(): string[] {
		const refunded = this.refundedMicros > 0 ? `; ${showMicros(this.refundedMicros)} refunded` : '';
		const summary =
			this.withoutCode > 0
				? [`${this.withoutCode} of ${this.waited} orders got no code${refunded}.`]
				: [];
		return [...summary, ...this.remarks];
	}

	/**
	 * After a failure or a Stop, which both throw away all output: gives back what is open, and keeps what has its code.
	 * Orders that are to be kept without a code are left alone once their wait is over, and by a Stop.
	 *
	 * @param toldItem the item whose failure the user reads anyway
	 * @returns what people must know about the money, empty when none was spent.
	 */
	async undo(session: Session, toldItem: number | undefined): Promise<string> {
		const ends: Ends = { returned: [...this.alsoReturned], arrived: [], open: [] };
		const undoing = [...this.bought].map(async ([itemIndex, bought]) => {
			const { kind, order } = await this.giveUp(session, bought);
			ends[kind].push(order.order_id);
			if (kind !== 'returned') this.kept.keep(itemIndex, success(order));
		});
		await Promise.all(undoing);
		const inDoubt = [...this.inDoubt]
			.filter(([index]) => index !== toldItem)
			.map(([, text]) => text);
		const { bought, remarks, refundedMicros } = this;
		return moneyWords({ bought: bought.size, ends, refundedMicros, remarks, inDoubt });
	}

	private async giveUp(
		session: Session,
		{ order, isOpen, isOver, policy }: Bought,
	): Promise<{ kind: keyof Ends; order: Order }> {
		if (isArrived(order)) return { kind: 'arrived', order };
		if (!isOpen) return { kind: 'returned', order };
		if (policy === 'keep' && (isOver || this.isStopped())) return { kind: 'open', order };

		const given = await giveBack(session, order.order_id);
		if (given.kind === 'cancelled') {
			this.noteRefund(order, given.cancellation.refund_amount ?? null);
			return { kind: 'returned', order };
		}
		const last = (given.kind !== 'unknown' && given.order) || order;
		if (isArrived(last)) return { kind: 'arrived', order: last };
		return { kind: given.kind === 'ended' ? 'returned' : 'open', order: last };
	}
}

function isArrived(order: Order): boolean {
	return order.status === 'received' || order.status === 'completed';
}
