import type { Order } from '../domain/order';
import type { Transaction } from '../domain/money';
import { getOrder } from './api';
import type { Result } from './failure';
import { orderList, transactionList } from './lists';
import type { List } from './paging';
import type { Page } from './reading/answers';
import type { Session } from './session';
import { SharedAnswers } from './sharedAnswers';

/** What all background readers of one account share. */
type Shared = {
	orders: SharedAnswers<Page<Order>>;
	entries: SharedAnswers<Page<Transaction>>;
	looks: SharedAnswers<Order>;
};

const ofAccounts = new WeakMap<Session['account'], Shared>();

/** The account as a background reader reads it, behind all who buy or wait. */
export type AccountReading = {
	orders: List<Order>;
	entries: List<Transaction>;
	look: (id: string) => Promise<Result<Order>>;
};

/** @param reader tells those who read apart */
export function accountReading(session: Session, reader: object): AccountReading {
	const { account, clock } = session;
	const shared = ofAccounts.get(account) ?? {
		orders: new SharedAnswers(clock),
		entries: new SharedAnswers(clock),
		looks: new SharedAnswers(clock),
	};
	ofAccounts.set(account, shared);
	const orders = orderList(session, undefined, () => 'background');
	const entries = transactionList(session, 'background');
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
