import type { LedgerEntry } from './ledger.mts';

/** A second calculation of an account's money, from its entries alone; it shares nothing with `post`. */
export interface Books {
	/** How many entries have been read. */
	read: number;
	available: number;
	frozen: number;
	lastAt: number;
	lastId: number;
	/** Order -> the amount held for it. */
	readonly holds: Map<number, number>;
	readonly settled: Map<number, 'Release' | 'Refund'>;
}

export function emptyBooks(): Books {
	return {
		read: 0,
		available: 0,
		frozen: 0,
		lastAt: -Infinity,
		lastId: 0,
		holds: new Map(),
		settled: new Map(),
	};
}

/** Snapshots chain, time and ids go on, each order is held once and released or refunded at most once. */
export function readEntry(books: Books, entry: LedgerEntry): string[] {
	const violations: string[] = [];
	const check = (isRight: boolean, what: string) => {
		if (!isRight) violations.push(`entry ${entry.id} (${entry.type}): ${what}`);
	};
	const { amountMicros: amount, orderId } = entry;

	check(Number.isSafeInteger(amount) && amount > 0, `amount ${amount}`);
	check(entry.id > books.lastId, 'ids do not rise');
	check(entry.at >= books.lastAt, 'written before the entry ahead of it');
	check((orderId === null) === (entry.type === 'Deposit'), 'an order where none belongs, or none');
	books.lastId = entry.id;
	books.lastAt = entry.at;

	if (orderId === null) {
		books.available += amount;
	} else if (entry.type === 'Hold') {
		check(!books.holds.has(orderId), `order ${orderId} held twice`);
		books.holds.set(orderId, amount);
		books.available -= amount;
		books.frozen += amount;
	} else if (entry.type !== 'Deposit') {
		check(books.holds.get(orderId) === amount, `order ${orderId} was not held with ${amount}`);
		check(!books.settled.has(orderId), `order ${orderId} settled twice`);
		books.settled.set(orderId, entry.type);
		books.frozen -= amount;
		if (entry.type === 'Refund') books.available += amount;
	}
	check(entry.availableMicros === books.available, 'balance_snapshot does not follow');
	check(entry.frozenMicros === books.frozen, 'frozen_balance_snapshot does not follow');
	return violations;
}
