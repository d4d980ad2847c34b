import { emptyBooks, type Books } from './audit.mts';
import type { LedgerEntry } from './ledger.mts';
import { toMicros } from './money.mts';
import type { Order } from './order.mts';
import { createRateLimiter } from './rateLimiter.mts';

export interface AccountPatch {
	/** false: every answer is 403. */
	isActive?: boolean;
	/** true: the key is answered 401, as after a change of the key. */
	revoked?: boolean;
}

export interface AccountOptions extends AccountPatch {
	key: string;
	/** Default: 123, and so on. */
	userId?: number;
	username?: string;
	/** The first deposit; 0 = none. */
	balance?: number;
	creditLimit?: number;
	billingType?: 'prepaid' | 'postpaid';
}

export interface Account {
	readonly userId: number;
	readonly username: string;
	readonly createdAt: number;
	readonly ledger: LedgerEntry[];
	/** By ID, oldest first. */
	readonly orders: Map<number, Order>;
	readonly limiter: ReturnType<typeof createRateLimiter>;
	/** Of the audit after each request. */
	readonly books: Books;
	readonly billingType: 'prepaid' | 'postpaid';
	readonly creditMicros: number;
	isActive: boolean;
	revoked: boolean;
	balanceMicros: number;
	frozenMicros: number;
}

/** An account as the document's examples show it, unless told otherwise; its money comes by a Deposit. */
export function createAccount(
	options: AccountOptions,
	nextUserId: number,
	createdAt: number,
): Account {
	const { userId = nextUserId } = options;
	return {
		userId,
		username: options.username ?? `channel_${userId === 123 ? 'demo' : userId}`,
		createdAt,
		ledger: [],
		orders: new Map(),
		limiter: createRateLimiter(),
		books: emptyBooks(),
		billingType: options.billingType ?? 'postpaid',
		creditMicros: toMicros(options.creditLimit ?? 5_000),
		isActive: options.isActive ?? true,
		revoked: options.revoked ?? false,
		balanceMicros: 0,
		frozenMicros: 0,
	};
}

export function patchAccount(account: Account, patch: AccountPatch): void {
	account.isActive = patch.isActive ?? account.isActive;
	account.revoked = patch.revoked ?? account.revoked;
}
