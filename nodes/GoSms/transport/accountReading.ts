import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { getOrder } from './api';
import { failed, type Result } from './failure';
import { Pace } from './limits/pace';
import { orderList, transactionList } from './lists';
import type { List } from './paging';
import type { Page } from './reading/answers';
import type { Session } from './session';
import { SharedAnswers } from './sharedAnswers';

/** What all readers in the background of one account read together. */
type Shared = {
	orders: SharedAnswers<Page<Order>>;
	entries: SharedAnswers<Page<Transaction>>;
	looks: SharedAnswers<Order>;
	pace: Pace;
};

/** Half of the key's requests stay for those who buy and wait, also while thousands of orders are read. */
const msPerRequest = 400;
const atOnce = 30;

const ofAccounts = new WeakMap<Session['account'], Shared>();

/** The account as one who only looks reads it, behind everybody who buys or waits. */
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
		pace: new Pace(atOnce),
	};
	ofAccounts.set(account, shared);
	const paced = async <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> => {
		const waitMs = Math.max(0, shared.pace.freeMs - clock.now());
		shared.pace.take(clock.now(), msPerRequest);
		if (waitMs > 0) await clock.sleep(waitMs, session.signal);
		return session.signal?.aborted ? failed({ kind: 'stopped' }) : await ask();
	};
	const orders = orderList(session, undefined, () => 'background');
	const entries = transactionList(session, 'background');
	return {
		orders: { ...orders, fetch: sharing(orders, shared.orders, reader, paced) },
		entries: { ...entries, fetch: sharing(entries, shared.entries, reader, paced) },
		look: async (id) =>
			await shared.looks.get(
				id,
				reader,
				async () => await paced(async () => await getOrder(session, id, 'background')),
			),
	};
}

function sharing<Item extends { id: string }>(
	list: List<Item>,
	answers: SharedAnswers<Page<Item>>,
	reader: object,
	paced: <T>(ask: () => Promise<Result<T>>) => Promise<Result<T>>,
): List<Item>['fetch'] {
	return async (query, withFilter) =>
		await answers.get(
			`${query.page} ${query.page_size}`,
			reader,
			async () => await paced(async () => await list.fetch(query, withFilter)),
		);
}
