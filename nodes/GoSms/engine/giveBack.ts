import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { cancelOrder, getOrder, listTransactions, pageSize } from '../transport/api';
import type { Failure } from '../transport/failure';
import { readNewest } from '../transport/newest';
import { isRefused, saysExpired } from '../transport/retry';
import { unstoppable, type Session } from '../transport/session';
import type { Cancellation } from '../transport/wire';

/** What came of giving an order back. */
export type GivenBack =
	| { kind: 'cancelled'; cancellation: Cancellation }
	/** The SMS was faster: it is paid for, and the order has the code. */
	| { kind: 'arrived'; order: Order; refusal: Failure }
	/** It had expired or been cancelled before; `order` is undefined when the API says only that it has expired. */
	| { kind: 'ended'; order: Order | undefined; refusal: Failure }
	/** The API refused, and the order is pending still. */
	| { kind: 'refused'; order: Order; refusal: Failure }
	/** Neither the cancel nor the look after it was answered. */
	| { kind: 'unknown'; refusal: Failure };

/**
 * Cancels an order so that its money is released. No refusal has a documented meaning, so after any of them the order
 * itself is asked.
 */
export async function giveBack(session: Session, orderId: number): Promise<GivenBack> {
	const cancel = await cancelOrder(session, orderId);
	if (cancel.ok) return { kind: 'cancelled', cancellation: cancel.value };

	const refusal = cancel.failure;
	const look = await getOrder(unstoppable(session), orderId, 'cancel');
	if (!look.ok) {
		return saysExpired(look.failure)
			? { kind: 'ended', order: undefined, refusal }
			: { kind: 'unknown', refusal };
	}
	const order = look.value;
	switch (order.status) {
		case 'received':
		case 'completed':
			return { kind: 'arrived', order, refusal };
		case 'cancelled': {
			// The cancel may have worked although its answer was lost, or cannot be read; the ledger knows what came back.
			if (cancel.attempts === 1 && isRefused(refusal)) return { kind: 'ended', order, refusal };
			const refund_amount = await refundOf(session, orderId);
			return { kind: 'cancelled', cancellation: { refund_amount } };
		}
		case 'expired':
			return { kind: 'ended', order, refusal };
		default:
			return { kind: 'refused', order, refusal };
	}
}

async function refundOf(session: Session, orderId: number): Promise<number | null> {
	const entries = await readNewest<Transaction>({
		fetchPage: async (page) => await listTransactions(unstoppable(session), page),
		idOf: (row) => row.id,
		wantsOlder: () => false,
		atLeast: pageSize,
	});
	const rows = entries.ok ? entries.value : [];
	return rows.find((row) => row.type === 'Refund' && row.order_id === orderId)?.amount ?? null;
}
