import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { listTransactions } from '../transport/api';
import { readNewest } from '../transport/newest';
import type { Session } from '../transport/session';

/** The API shows whole seconds. */
const slackMs = 1_500;

/** So far back a doubt is not worth the requests. */
const mostEntries = 10_000;

/**
 * Tells cancelled orders from expired ones, long afterwards, by when their money came back. Orders that the ledger does
 * not have, or not within reach, are left out.
 *
 * @returns undefined when the ledger could not be read
 */
export async function endsByLedger(
	session: Session,
	orders: readonly Order[],
): Promise<Map<number, 'expired' | 'cancelled'> | undefined> {
	const ends = new Map<number, 'expired' | 'cancelled'>();
	if (orders.length === 0) return ends;
	const sinceMs = Math.min(...orders.map((order) => Date.parse(order.created_at ?? '') || 0));
	let read = 0;
	const entries = await readNewest<Transaction>({
		fetchPage: async (page) => {
			const answer = await listTransactions(session, page);
			if (answer.ok) read += answer.value.rows.length;
			return answer;
		},
		idOf: (row) => row.id,
		wantsOlder: (row) => read < mostEntries && Date.parse(row.created_at) >= sinceMs,
	});
	if (!entries.ok) return undefined;
	for (const order of orders) {
		const back = entries.value.find(
			({ order_id, type }) => order_id === order.order_id && type !== 'Hold',
		);
		const backMs = Date.parse(back?.created_at ?? '');
		const expiresMs = Date.parse(order.expired_at ?? '');
		if (!back || Number.isNaN(backMs) || Number.isNaN(expiresMs)) continue;
		ends.set(order.order_id, backMs >= expiresMs - slackMs ? 'expired' : 'cancelled');
	}
	return ends;
}
