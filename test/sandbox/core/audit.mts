import type { Account } from './account.mts';
import type { LedgerEntry } from './ledger.mts';
import type { Order, Phase } from './order.mts';

/** Everything, from the first entry on, and every order: what a control call asks for. */
export function audit(account: Account): string[] {
	const books = emptyBooks();
	const violations = follow(account, books);
	for (const order of account.orders.values()) violations.push(...checkOrder(books, order));
	return violations;
}

/** Looks at what was written since the last look only, so that it can run after every request. */
export function follow(account: Account, books = account.books): string[] {
	const violations: string[] = [];
	const touched = new Set<number>();
	for (const entry of account.ledger.slice(books.read)) {
		violations.push(...readEntry(books, entry));
		if (entry.orderId !== null) touched.add(entry.orderId);
	}
	books.read = account.ledger.length;

	if (books.available + books.frozen !== account.balanceMicros)
		violations.push(`the entries sum up to another balance than ${account.balanceMicros}`);
	if (books.frozen !== account.frozenMicros)
		violations.push(`the open holds sum up to another amount than ${account.frozenMicros}`);
	for (const id of touched) {
		const order = account.orders.get(id);
		violations.push(...(order ? checkOrder(books, order) : [`entry for an unknown order ${id}`]));
	}
	return violations;
}

/** How the money of an order may stand in each phase; received ones are spent at once or later, by a switch. */
const allowed: Record<Phase, ReadonlyArray<'held' | 'Release' | 'Refund'>> = {
	pending: ['held'],
	received: ['held', 'Release'],
	completed: ['Release'],
	cancelled: ['Refund'],
	expired: ['Refund'],
};

function checkOrder(books: Books, order: Order): string[] {
	const violations: string[] = [];
	const held = books.holds.get(order.id);
	const settled = books.settled.get(order.id);
	if (settled === undefined && held !== order.priceMicros)
		violations.push(`order ${order.id}: ${held ?? 0} held for a price of ${order.priceMicros}`);
	if (!allowed[order.phase].includes(settled ?? 'held'))
		violations.push(`order ${order.id}: ${settled ?? 'held'} while ${order.phase}`);
	if ((settled ?? null) !== order.settled)
		violations.push(`order ${order.id}: settled as ${order.settled}, written ${settled}`);
	return violations;
}

export type Books = ReturnType<typeof emptyBooks>;

/** A second calculation of an account's money, from its entries alone; it shares nothing with `post`. */
export function emptyBooks() {
	return {
		/** How many entries have been read. */
		read: 0,
		available: 0,
		frozen: 0,
		lastAt: -Infinity,
		lastId: 0,
		/** Order -> the amount held for it. */
		holds: new Map<number, number>(),
		settled: new Map<number, 'Release' | 'Refund'>(),
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
