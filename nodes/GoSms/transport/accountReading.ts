import type { Order } from '../domain/order';
import type { Transaction } from '../domain/money';
import { getOrder } from './api';
import type { Clock } from './clock';
import type { Result } from './failure';
import { orderList, transactionList } from './lists';
import type { List } from './paging';
import type { Page } from './reading/answers';
import type { Session } from './session';

type Answer<T> = {
	result: Promise<Result<T>>;
	/** Infinity while it is on its way. */
	answeredMs: number;
	readers: WeakSet<object>;
};

/** How old an answer may be for a reader who has not had it. */
const freshMs = 3_000;

/** Few are asked for within that time. */
const kept = 500;

/** Lets many who ask the same at about the same time share one answer. Nobody gets the same answer twice. */
class SharedAnswers<T> {
	private readonly answers = new Map<string, Answer<T>>();

	constructor(private readonly clock: Clock) {}

	async get(question: string, reader: object, ask: () => Promise<Result<T>>): Promise<Result<T>> {
		const known = this.answers.get(question);
		if (known && !known.readers.has(reader) && this.clock.now() < known.answeredMs + freshMs) {
			known.readers.add(reader);
			const result = await known.result;
			// The asker was stopped meanwhile.
			if (result.ok || result.failure.kind !== 'stopped') return result;
		}
		const answer: Answer<T> = {
			result: ask(),
			answeredMs: Infinity,
			readers: new WeakSet([reader]),
		};
		this.answers.delete(question);
		this.answers.set(question, answer);
		const [oldest] = this.answers.keys();
		if (this.answers.size > kept && oldest !== undefined) this.answers.delete(oldest);
		const result = await answer.result;
		answer.answeredMs = this.clock.now();
		return result;
	}
}

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
