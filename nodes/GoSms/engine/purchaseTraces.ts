import type { Order } from '../domain/order';
import { getOrder, listOrders, listTransactions, pageSize, type Purchase } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { readPages } from '../transport/pages';
import { recentOrders } from '../transport/recentOrders';
import type { Session } from '../transport/session';
import type { OwnedOrders } from './ownedOrders';

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
	const orders = new Map<number, Order>();
	const pending = await readPages<Order>({
		fetchPage: async (page) => await listOrders(session, page, 'pending'),
		idOf: (row) => row.order_id,
		rowsLeave: false,
		take: (row) => Boolean(orders.set(row.order_id, row)),
	});
	if (!pending.ok) return pending;
	const recent = await recentOrders(session);
	if (!recent.ok) return recent;
	for (const row of recent.value) orders.set(row.order_id, row);

	// Only now is the server's clock known for sure: its answers have told.
	const earliestMs = session.account.serverClock.at(sinceMs) - slackMs;
	const holds = await recentHolds(session, earliestMs);
	if (!holds.ok) return holds;
	for (const id of holds.value) {
		if (orders.has(id) || owned.has(id)) continue;
		const look = await getOrder(session, id, 'purchase');
		if (!look.ok) return look;
		orders.set(id, look.value);
	}
	const traces = [...orders.values()].filter(
		(order) =>
			order.project_code === wanted.projectCode &&
			order.region === wanted.region &&
			Date.parse(order.created_at ?? '') >= earliestMs &&
			!owned.has(order.order_id),
	);
	return success(traces.sort((a, b) => a.order_id - b.order_id));
}

/** IDs of the orders whose money was frozen lately; the newest entries are on the first page or on the last. */
async function recentHolds(session: Session, earliestMs: number): Promise<Result<number[]>> {
	const first = await listTransactions(session, 1);
	if (!first.ok) return first;
	const lastPage = Math.ceil((first.value.total ?? 0) / pageSize);
	const last = lastPage > 1 ? await listTransactions(session, lastPage) : first;
	if (!last.ok) return last;
	const rows = [...first.value.rows, ...last.value.rows].filter(
		(row) => row.type === 'Hold' && Date.parse(row.created_at) >= earliestMs,
	);
	return success([...new Set(rows.flatMap((row) => row.order_id ?? []))]);
}
