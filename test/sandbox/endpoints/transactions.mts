import { descriptions, type LedgerEntry } from '../core/ledger.mts';
import { fromMicros } from '../core/money.mts';
import { timestamp } from '../core/timestamp.mts';
import type { Endpoint } from './endpoint.mts';
import { isPaging, pageOf } from './paging.mts';
import { refuse } from './refusals.mts';

export const transactions: Endpoint = {
	name: 'transactions',
	method: 'GET',
	path: /^\/user\/transactions$/,
	perform({ account, world, query: asked }) {
		if (!isPaging(asked)) return refuse('INVALID_PARAMS');
		const { listOrder, skewMs } = world.settings;
		const { rows, ...rest } = pageOf(account.ledger, asked, listOrder === 'newestFirst');
		return {
			status: 200,
			body: { transactions: rows.map((entry) => transactionRow(entry, skewMs)), ...rest },
		};
	},
};

/** A Deposit has neither a frozen snapshot nor an order, as in the document's example. */
export function transactionRow(entry: LedgerEntry, skewMs: number): Record<string, unknown> {
	const isDeposit = entry.type === 'Deposit';
	return {
		id: entry.id,
		type: entry.type,
		amount: fromMicros(entry.amountMicros),
		balance_snapshot: fromMicros(entry.availableMicros),
		...(isDeposit ? {} : { frozen_balance_snapshot: fromMicros(entry.frozenMicros) }),
		description: descriptions[entry.type],
		...(isDeposit ? {} : { order_id: entry.orderId }),
		created_at: timestamp(entry.at + skewMs),
	};
}
