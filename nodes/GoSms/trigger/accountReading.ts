import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { getOrder } from '../transport/api';
import type { Result } from '../transport/failure';
import type { List } from '../transport/listReading';
import { orderList, transactionList } from '../transport/lists';
import type { Page } from '../transport/reading/answers';
import { impatient, type Session } from '../transport/session';
import { SharedAnswers } from '../transport/sharedAnswers';

/** What all triggers of this process on one account read together. */
type Shared = {
	orders: SharedAnswers<Page<Order>>;
	entries: SharedAnswers<Page<Transaction>>;
	looks: SharedAnswers<Order>;
};

const ofAccounts = new WeakMap<Session['account'], Shared>();

/** The account as one trigger reads it, behind everybody who buys or waits. */
export type AccountReading = {
	orders: List<Order>;
	entries: List<Transaction>;
	look: (id: string) => Promise<Result<Order>>;
};

/** @param reader tells triggers apart */
export function accountReading(session: Session, reader: object): AccountReading {
	const { account, clock } = session;
	const shared = ofAccounts.get(account) ?? {
		orders: new SharedAnswers(clock),
		entries: new SharedAnswers(clock),
		looks: new SharedAnswers(clock),
	};
	ofAccounts.set(account, shared);
	const orders = orderList(session, undefined, () => 'background');
	// It only tells expired orders from cancelled ones.
	const entries = transactionList({ ...impatient(session), signal: session.signal }, 'background');
	return {
		orders: { ...orders, fetch: sharing(orders, shared.orders, reader) },
		entries: { ...entries, fetch: sharing(entries, shared.entries, reader) },
		look: async (id) =>
			await shared.looks.get(id, reader, async () => await getOrder(session, id, 'background')),
	};
}

function sharing<Item extends { id: string }>(
	list: List<Item>,
	answers: SharedAnswers<Page<Item>>,
	reader: object,
): List<Item>['fetch'] {
	return async (query, withFilter) =>
		await answers.get(
			`${query.page} ${query.page_size}`,
			reader,
			async () => await list.fetch(query, withFilter),
		);
}
