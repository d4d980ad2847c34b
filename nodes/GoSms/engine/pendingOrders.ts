import type { Order } from '../domain/order';
import { listOrders } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { readPages } from '../transport/pages';
import type { Session } from '../transport/session';

/** All pending orders of the account, but for those that end while they are read. */
export async function pendingOrders(session: Session): Promise<Result<Order[]>> {
	const rows: Order[] = [];
	const reading = await readPages<Order>({
		fetchPage: async (page) => await listOrders(session, page, 'pending'),
		idOf: (row) => row.order_id,
		rowsLeave: false,
		take: (row) => rows.push(row) > 0,
	});
	return reading.ok ? success(rows) : reading;
}
