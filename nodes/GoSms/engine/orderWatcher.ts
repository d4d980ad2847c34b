import type { Order } from '../domain/order';
import { getOrder } from '../transport/api';
import type { Clock } from '../transport/clock';
import { failed, type Result } from '../transport/failure';
import { unstoppable, type Session } from '../transport/session';
import { isInterrupted, readLists, type ListReading } from './listRound';

/** Somebody who waits for an order; `dueMs` is when the next look must be at the latest. */
export type Watch = {
	orderId: number;
	session: Session;
	/** Off: the code from a list is enough. */
	withText: boolean;
	dueMs: number;
	/** Set while an answer is awaited. */
	answer: ((look: Result<Order>) => void) | undefined;
	isLookedUp: boolean;
};

/** Looks that fall due this soon after each other are made together. */
const togetherMs = 1_000;

/** From this many orders on, one list costs so little for each that it is read more often than anybody demands. */
const manyOrders = 10;
const intervalForManyMs = 2_500;

/** Reading lists may take 36 of the 300 requests a minute, so that purchases and codes keep the rest. */
const msPerPage = 60_000 / 36;

/**
 * Looks at all orders of one account that anybody in this process waits for. One list of the pending orders answers for
 * a hundred of them at once; an order that is no longer in it is looked up by itself, ahead of all polling. Nothing
 * runs when nobody waits.
 */
export class OrderWatcher {
	private readonly watches = new Set<Watch>();

	private wakeAtMs = Infinity;

	private isLooking = false;

	private listedMs = -Infinity;

	/** In a row. */
	private listFailures = 0;

	private lists: ListReading = { pages: 1, oldestFirst: false, lastPage: 1 };

	constructor(private readonly clock: Clock) {}

	/** The next look at an order, by `dueMs` at the latest; somebody else's need may bring it earlier. */
	async look(watch: Omit<Watch, 'answer' | 'isLookedUp'>): Promise<Result<Order>> {
		const { signal } = watch.session;
		if (signal?.aborted) return failed({ kind: 'stopped' });
		return await new Promise((resolve) => {
			const entry: Watch = { ...watch, answer: undefined, isLookedUp: false };
			const stop = () => entry.answer?.(failed({ kind: 'stopped' }));
			entry.answer = (look) => {
				entry.answer = undefined;
				this.watches.delete(entry);
				signal?.removeEventListener('abort', stop);
				resolve(look);
			};
			signal?.addEventListener('abort', stop, { once: true });
			// The first of many shall not be asked about in the very moment of its purchase.
			if (this.watches.size === 0) this.listedMs = Math.max(this.listedMs, this.clock.now());
			this.watches.add(entry);
			this.schedule();
		});
	}

	private schedule(): void {
		if (this.isLooking) return;
		let atMs = Infinity;
		let waiting = 0;
		for (const watch of this.watches) {
			if (watch.isLookedUp) continue;
			waiting += 1;
			atMs = Math.min(atMs, watch.dueMs);
		}
		if (waiting >= manyOrders && this.listFailures === 0) {
			const interval = Math.max(intervalForManyMs, this.lists.pages * msPerPage);
			atMs = Math.min(atMs, this.listedMs + interval);
		}
		if (atMs >= this.wakeAtMs) return;
		this.wakeAtMs = atMs;
		const now = this.clock.now();
		void this.clock.sleep(Math.max(0, atMs - now)).then(() => {
			if (this.wakeAtMs !== atMs) return;
			this.wakeAtMs = Infinity;
			void this.round();
		});
	}

	private async round(): Promise<void> {
		if (this.isLooking) return;
		const waiting = [...this.watches].filter((watch) => !watch.isLookedUp);
		const soonMs = this.clock.now() + togetherMs;
		const due = waiting.filter((watch) => watch.dueMs <= soonMs);
		if (waiting.length === 0) return;

		this.isLooking = true;
		if (this.listFailures === 0 || (await this.apiAnswers(due))) {
			const listPays = waiting.length > 1 && this.lists.pages <= Math.max(1, due.length);
			if (listPays && this.listFailures < 2) await this.lookAtLists(waiting, due);
			else this.lookOneByOne(due);
		}
		this.isLooking = false;
		this.schedule();
	}

	/** After a list that could not be read, a look at one order shows whether there is any use in more requests. */
	private async apiAnswers([probe, ...others]: Watch[]): Promise<boolean> {
		if (!probe) return false;
		const look = await this.shared((session) => getOrder(session, probe.orderId));
		this.answerAll(probe.orderId, look);
		if (!look.ok) for (const watch of others) watch.answer?.(look);
		return look.ok;
	}

	private async lookAtLists(waiting: Watch[], due: Watch[]): Promise<void> {
		this.listedMs = this.clock.now();
		const wanted = due.length > 0 ? due : waiting;
		const result = await this.shared((session) => readLists(session, waiting, wanted, this.lists));
		if (!result.ok) {
			this.listFailures += 1;
			for (const watch of wanted) watch.answer?.(failed(result.failure));
			return;
		}
		const { answered, toLookUp, reading } = result.value;
		this.lists = reading;
		this.listFailures = 0;
		for (const [watch, row] of answered) watch.answer?.({ ok: true, value: row });
		this.lookUp(toLookUp);
	}

	private lookOneByOne(due: Watch[]): void {
		this.lookUp(
			due.filter((watch) => watch.answer),
			'look',
		);
		// Lists may have become shorter, or readable, since: the next round but a few tries again.
		this.lists.pages = Math.max(1, this.lists.pages - 1);
		this.listFailures = Math.min(this.listFailures, 1);
	}

	/** Each order once, whoever waits for it; the polling goes on meanwhile. */
	private lookUp(watches: Watch[], priority: 'code' | 'look' = 'code'): void {
		for (const watch of watches) watch.isLookedUp = true;
		for (const orderId of new Set(watches.map((watch) => watch.orderId))) {
			void this.shared((session) => getOrder(session, orderId, priority), orderId).then((look) =>
				this.answerAll(orderId, look),
			);
		}
	}

	private answerAll(orderId: number, look: Result<Order>): void {
		for (const watch of [...this.watches]) {
			if (watch.orderId === orderId) watch.answer?.(look);
		}
	}

	/**
	 * Sends a request for all who wait, in the name of one of them. It is not stopped with its execution; should an n8n
	 * end it all the same, another carries it.
	 */
	private async shared<T>(
		send: (session: Session) => Promise<Result<T>>,
		orderId?: number,
	): Promise<Result<T>> {
		const tried = new Set<Session>();
		for (;;) {
			const carrier = [...this.watches].find(
				(watch) =>
					(orderId === undefined || watch.orderId === orderId) && !tried.has(watch.session),
			);
			if (!carrier) return failed({ kind: 'stopped' });
			tried.add(carrier.session);
			const result = await send(unstoppable(carrier.session));
			if (result.ok || !isInterrupted(result.failure)) return result;
		}
	}
}

const watchers = new WeakMap<Session['account'], OrderWatcher>();

/** The one watcher of the account that a session uses. */
export function watcherOf({ account, clock }: Session): OrderWatcher {
	const known = watchers.get(account);
	if (known) return known;
	const watcher = new OrderWatcher(clock);
	watchers.set(account, watcher);
	return watcher;
}
