import type { Account } from './account.mts';
import { emptyBooks, readEntry, type Books } from './auditBooks.mts';
import type { Order, Phase } from './order.mts';

/** Follows one account's ledger; see `auditBooks` for what is checked. */
export interface Auditor {
	/** Looks at what was written since the last look only, so that it can run after every request. */
	follow(account: Account): string[];
}

export function createAuditor(): Auditor {
	const books = emptyBooks();
	return { follow: (account) => follow(books, account) };
}

/** Everything, from the first entry on, and every order: what a control call asks for. */
export function audit(account: Account): string[] {
	const { orders } = account;
	const books = emptyBooks();
	const violations = follow(books, account);
	for (const order of orders.all) violations.push(...checkOrder(books, order));
	const statuses = new Set(orders.all.map((order) => order.shownStatus));
	const listed = [...statuses].reduce((sum, status) => sum + orders.count(status), 0);
	if (listed !== orders.size) violations.push('the lists by status do not cover all orders');
	return violations;
}

function follow(books: Books, account: Account): string[] {
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
		const order = account.orders.find(id);
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
