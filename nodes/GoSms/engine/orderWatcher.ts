import type { Order } from '../domain/order';
import { getOrder } from '../transport/api';
import type { Clock } from '../transport/clock';
import { failed, type Result } from '../transport/failure';
import type { Session } from '../transport/session';
import { readLists, type ListReading } from './listRound';
import { Watches, type Watch } from './watches';

/** Looks that fall due this soon after each other are made together, and no order is asked about twice within this. */
const togetherMs = 1_000;

/** From this many orders on, one list costs so little for each that it is read more often than anybody demands. */
const manyOrders = 5;
const intervalForManyMs = 2_500;

/** These further readings may take 36 of the 300 requests a minute, so that purchases and codes keep the rest. */
const msPerPage = 60_000 / 36;

/**
 * Looks at all orders of one account that anybody in this process waits for. One list of the pending orders answers for
 * a hundred of them at once; an order that is no longer in it is looked up by itself, ahead of all polling. Nothing
 * runs when nobody waits.
 */
export class OrderWatcher {
	private readonly watches = new Watches();

	/** Orders that are being asked about one by one. */
	private readonly lookedUp = new Set<number>();

	/** Orders that wait without being in the lists, for whatever reason: they are looked up when due, and not earlier. */
	private readonly unlisted = new Set<number>();

	private readonly listeners = new Set<(rows: readonly Order[]) => void>();

	/** No watch that is not being answered is due before this. */
	private firstDueMs = Infinity;

	private wakeAtMs = Infinity;

	private isLooking = false;

	private roundMs = -Infinity;

	private listedMs = -Infinity;

	/** In a row. */
	private listFailures = 0;

	private lists: ListReading = { pages: 1, oldestFirst: false, lastPage: 1 };

	constructor(private readonly clock: Clock) {}

	add(watch: Watch): void {
		// The first of many shall not be asked about in the very moment of its purchase.
		if (this.watches.size === 0) this.listedMs = Math.max(this.listedMs, this.clock.now());
		this.watches.add(watch);
		this.schedule(watch.dueMs);
	}

	remove(watch: Watch): void {
		this.watches.remove(watch);
		if (!this.watches.has(watch.orderId)) this.unlisted.delete(watch.orderId);
	}

	/** Tells all rows of the lists that are read for whoever waits, until the function that is returned is called. */
	listen(listener: (rows: readonly Order[]) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	private schedule(dueMs: number): void {
		this.firstDueMs = Math.min(this.firstDueMs, dueMs);
		if (this.isLooking || this.watches.size === 0) return;
		const atMs = Math.max(
			Math.min(this.firstDueMs, this.listForManyMs()),
			this.roundMs + togetherMs,
		);
		if (atMs >= this.wakeAtMs) return;
		this.wakeAtMs = atMs;
		void this.clock.sleep(Math.max(0, atMs - this.clock.now())).then(() => {
			if (this.wakeAtMs !== atMs) return;
			this.wakeAtMs = Infinity;
			void this.round();
		});
	}

	private listForManyMs(): number {
		const waiting = this.watches.size - this.lookedUp.size;
		if (waiting < manyOrders || this.listFailures > 0) return Infinity;
		return this.listedMs + Math.max(intervalForManyMs, this.lists.pages * msPerPage);
	}

	private async round(): Promise<void> {
		if (this.isLooking) return;
		this.isLooking = true;
		const now = this.clock.now();
		const waiting = this.waiting();
		const due = waiting.filter((watch) => watch.dueMs <= now + togetherMs);
		if (due.length > 0 || this.listForManyMs() <= now) {
			this.roundMs = now;
			await this.look(waiting, due);
		}
		this.isLooking = false;
		this.firstDueMs = this.waiting().reduce((first, { dueMs }) => Math.min(first, dueMs), Infinity);
		this.schedule(Infinity);
	}

	/** All but those that are being asked about already. */
	private waiting(): Watch[] {
		return this.watches.all().filter(({ orderId }) => !this.lookedUp.has(orderId));
	}

	private async look(waiting: Watch[], due: Watch[]): Promise<void> {
		if (this.listFailures > 0 && !(await this.apiAnswers(due))) return;
		const isListOfUse = waiting.length > 1 || this.listeners.size > 0;
		const listPays = this.lists.pages <= Math.max(1, due.length) && isListOfUse;
		if (listPays && this.listFailures < 2) await this.lookAtLists(waiting, due);
		else this.lookOneByOne(due);
	}

	/** After a list that could not be read, a look at one order shows whether there is any use in more requests. */
	private async apiAnswers([probe, ...others]: Watch[]): Promise<boolean> {
		if (!probe) return false;
		const look = await this.watches.send((session) => getOrder(session, probe.orderId));
		this.answer(probe.orderId, look);
		if (!look.ok) for (const orderId of idsOf(others)) this.answer(orderId, look);
		return look.ok;
	}

	private async lookAtLists(waiting: Watch[], due: Watch[]): Promise<void> {
		this.listedMs = this.clock.now();
		const wanted = due.length > 0 ? due : waiting;
		const result = await this.watches.send((session) =>
			readLists(session, waiting, wanted, this.lists),
		);
		if (!result.ok) {
			this.listFailures += 1;
			for (const orderId of idsOf(wanted)) this.answer(orderId, failed(result.failure));
			return;
		}
		const { all, rows, toLookUp, missing, reading } = result.value;
		this.lists = reading;
		this.listFailures = 0;
		for (const listener of this.listeners) listener(all);
		for (const row of rows) {
			this.unlisted.delete(row.order_id);
			this.answer(row.order_id, { ok: true, value: row });
		}
		this.lookUp(toLookUp);
		const dueIds = idsOf(due);
		const gone = [...missing].filter((id) => dueIds.has(id) || !this.unlisted.has(id));
		this.lookUp(gone);
		for (const id of gone) this.unlisted.add(id);
	}

	private lookOneByOne(due: Watch[]): void {
		this.lookUp(idsOf(due), 'look');
		// Lists may have become shorter, or readable, since: the next round but a few tries again.
		this.lists.pages = Math.max(1, this.lists.pages - 1);
		this.listFailures = Math.min(this.listFailures, 1);
	}

	/** Each order once, whoever waits for it; the rounds go on meanwhile. */
	private lookUp(orderIds: Iterable<number>, most: 'code' | 'look' = 'code'): void {
		for (const orderId of orderIds) {
			if (!this.watches.has(orderId)) continue;
			const isUrgent = this.watches.of(orderId).some((watch) => watch.priority === 'code');
			const priority = isUrgent ? most : 'look';
			this.lookedUp.add(orderId);
			void this.watches
				.send((session) => getOrder(session, orderId, priority), orderId)
				.then((look) => {
					this.lookedUp.delete(orderId);
					this.answer(orderId, look);
				});
		}
	}

	private answer(orderId: number, look: Result<Order>): void {
		for (const watch of this.watches.of(orderId)) watch.observe(look);
		for (const watch of this.watches.of(orderId)) this.schedule(watch.dueMs);
	}
}

function idsOf(watches: readonly Watch[]): Set<number> {
	return new Set(watches.map((watch) => watch.orderId));
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
