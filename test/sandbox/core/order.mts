import type { Account } from './account.mts';
import { fromMicros } from './money.mts';

/** What the order really is; the status shown may differ (see `shownStatus`). */
export type Phase = 'pending' | 'received' | 'completed' | 'cancelled' | 'expired';

export interface Order {
	readonly id: number;
	readonly account: Account;
	readonly phone: string;
	readonly projectCode: string;
	readonly region: string;
	readonly priceMicros: number;
	readonly createdAt: number;
	readonly byOther: boolean;
	expiresAt: number;
	phase: Phase;
	/** What the API says: the phase, but for overdue orders and statuses set by control. */
	shownStatus: string;
	/** How the held money ended. */
	settled: 'Release' | 'Refund' | null;
	/** The SMS on its way, then the one that came. */
	code: string | null;
	content: string | null;
	smsAt: number | null;
	completeAfterMs: number | null;
	completeAt: number | null;
	receivedAt: number | null;
	endedAt: number | null;
}

export type OrderSnapshot = ReturnType<typeof snapshot>;

/** An order as control calls show it: exact virtual times, and what the API hides. */
export function snapshot(order: Order) {
	return {
		orderId: order.id,
		account: order.account.username,
		phone: order.phone,
		projectCode: order.projectCode,
		region: order.region,
		price: fromMicros(order.priceMicros),
		status: order.shownStatus,
		phase: order.phase,
		settled: order.settled,
		/** The code of the SMS that came or is on its way. */
		code: order.code,
		content: order.content,
		/** Bought by a control call, not over the API. */
		byOther: order.byOther,
		createdAtMs: order.createdAt,
		expiresAtMs: order.expiresAt,
		/** When the SMS will come or would have come; null = never. */
		smsAtMs: order.smsAt,
		receivedAtMs: order.receivedAt,
		endedAtMs: order.endedAt,
	};
}
