import type { Order } from '../domain/order';
import type { Transaction } from '../domain/money';
import { getOrder } from './api';
import type { Clock } from './clock';
import type { Result } from './failure';
import { orderList, transactionList } from './lists';
import type { List } from './paging';
import type { Page } from './reading/answers';
import { perAccount, type Session } from './session';

type Answer<T> = {
	result: Promise<Result<T>>;
	/** Infinity while it is on its way. */
	answeredMs: number;
	readers: WeakSet<object>;
};

/** How old an answer may be for a reader who has not had it. */
const freshMs = 3_000;

/** Lets many who ask the same at about the same time share one answer. Nobody gets the same answer twice. */
class SharedAnswers<T> {
	private readonly answers = new Map<string, Answer<T>>();

	constructor(private readonly clock: Clock) {}

	async get(question: string, reader: object, ask: () => Promise<Result<T>>): Promise<Result<T>> {
		const known = this.answers.get(question);
		if (known && !known.readers.has(reader) && this.clock.now() < known.answeredMs + freshMs) {
			known.readers.add(reader);
			const result = await known.result;
			// The asker was stopped in the meantime.
			if (result.ok || result.failure.kind !== 'stopped') return result;
		}
		const answer: Answer<T> = {
			result: ask(),
			answeredMs: Infinity,
			readers: new WeakSet([reader]),
		};
		this.answers.delete(question);
		this.answers.set(question, answer);
		for (const [one, { answeredMs }] of this.answers) {
			if (this.clock.now() < answeredMs + freshMs) break;
			this.answers.delete(one);
		}
		const result = await answer.result;
		answer.answeredMs = this.clock.now();
		return result;
	}
}

const sharedBy = perAccount(({ clock }) => ({
	orders: new SharedAnswers<Page<Order>>(clock),
	entries: new SharedAnswers<Page<Transaction>>(clock),
	looks: new SharedAnswers<Order>(clock),
}));

export type AccountReading = ReturnType<typeof accountReading>;

/**
 * The account as a background reader reads it, behind all who buy or wait.
 *
 * @param reader tells those who read apart
 */
export function accountReading(session: Session, reader: object) {
	const { orders, entries, looks } = sharedBy(session);
	const orderPages = orderList(session, undefined, () => 'background');
	return {
		orders: sharing(orderPages, orders, reader),
		entries: sharing(transactionList(session, 'background'), entries, reader),
		look: async (id: string): Promise<Result<Order>> =>
			await looks.get(id, reader, async () => await getOrder(session, id, 'background')),
	};
}

function sharing<Item extends { id: string }>(
	list: List<Item>,
	answers: SharedAnswers<Page<Item>>,
	reader: object,
): List<Item> {
	const fetch: typeof list.fetch = async (query, withFilter) => {
		const question = `${query.page} ${query.page_size}`;
		return await answers.get(question, reader, async () => await list.fetch(query, withFilter));
	};
	return { ...list, fetch };
}
