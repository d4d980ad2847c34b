import type { Account } from './account.mts';

export type EntryType = 'Deposit' | 'Hold' | 'Release' | 'Refund';

/**
 * How the money moves. The document's example has a Hold of 0.50 turn `balance_snapshot` from 1100.50 to 1100.00, yet
 * also says available_balance = balance - frozen_balance: if a Hold lowered the balance itself, it would be taken off
 * twice. Both hold when `balance` stays until the money is really spent and `balance_snapshot` is the *available*
 * balance after the entry:
 *
 * | entry   | balance | frozen | available = balance_snapshot |
 * | Deposit | + a     |        | + a                          |
 * | Hold    |         | + a    | - a                          |
 * | Release | - a     | - a    |                              |
 * | Refund  |         | - a    | + a                          |
 */
export interface LedgerEntry {
	readonly id: number;
	readonly type: EntryType;
	readonly amountMicros: number;
	readonly availableMicros: number;
	readonly frozenMicros: number;
	readonly at: number;
	readonly orderId: number | null;
}

export const descriptions: Record<EntryType, string> = {
	Deposit: '充值',
	Hold: '订单冻结',
	Release: '订单完成',
	Refund: '订单退款',
};

export type NewEntry = Pick<LedgerEntry, 'id' | 'type' | 'amountMicros' | 'at' | 'orderId'>;

/** The only place that changes an account's money. */
export function post(account: Account, entry: NewEntry): void {
	switch (entry.type) {
		case 'Deposit':
			account.balanceMicros += entry.amountMicros;
			break;
		case 'Hold':
			account.frozenMicros += entry.amountMicros;
			break;
		case 'Release':
			account.balanceMicros -= entry.amountMicros;
			account.frozenMicros -= entry.amountMicros;
			break;
		case 'Refund':
			account.frozenMicros -= entry.amountMicros;
			break;
	}
	account.ledger.push({
		...entry,
		availableMicros: account.balanceMicros - account.frozenMicros,
		frozenMicros: account.frozenMicros,
	});
}
