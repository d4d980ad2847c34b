import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { getOrder, listOrders, listTransactions, type Purchase } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { readNewest } from '../transport/newest';
import type { Session } from '../transport/session';
import type { OwnedOrders } from './ownedOrders';
import { pendingOrders } from './pendingOrders';

/** The API shows whole seconds, and its clock is known to about half of one. */
const slackMs = 2_000;

/**
 * Orders that a purchase with a lost answer may have made: same app and region, created since it was sent, and of nobody
 * known. The order lists are asked first, then the ledger, whose Hold entries name orders that are in no list yet.
 *
 * @param sinceMs when the first of the purchases in question was sent, on this machine's clock
 */
export async function findTraces(
	session: Session,
	wanted: Purchase,
	sinceMs: number,
	owned: OwnedOrders,
): Promise<Result<Order[]>> {
	const pending = await pendingOrders(session);
	if (!pending.ok) return pending;
	const orders = new Map(pending.value.map((row) => [row.order_id, row]));

	// Only now is the server's clock known for sure: its answers have told.
	const earliestMs = session.account.serverClock.at(sinceMs) - slackMs;
	const isLater = (row: { created_at?: string | null }) =>
		Date.parse(row.created_at ?? '') >= earliestMs;
	const recent = await readNewest<Order>({
		fetchPage: async (page) => await listOrders(session, page),
		idOf: (row) => row.order_id,
		wantsOlder: isLater,
	});
	if (!recent.ok) return recent;
	for (const row of recent.value) orders.set(row.order_id, row);

	const entries = await readNewest<Transaction>({
		fetchPage: async (page) => await listTransactions(session, page),
		idOf: (row) => row.id,
		wantsOlder: isLater,
	});
	if (!entries.ok) return entries;
	for (const entry of entries.value.filter((row) => row.type === 'Hold' && isLater(row))) {
		const id = entry.order_id;
		if (!id || orders.has(id) || owned.has(id)) continue;
		const look = await getOrder(session, id, 'purchase');
		if (!look.ok) return look;
		orders.set(id, look.value);
	}

	const traces = [...orders.values()].filter(
		(order) =>
			isAlike(order.project_code, wanted.projectCode) &&
			isAlike(order.region, wanted.region) &&
			isLater(order) &&
			!owned.has(order.order_id),
	);
	return success(traces.sort((a, b) => a.order_id - b.order_id));
}

/** The API may write codes in another case than they were sent; a number that is overlooked would be bought twice. */
function isAlike(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
