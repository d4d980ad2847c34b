import type { Order } from '../../domain/order';
import { getOrder } from '../../transport/api';
import { Alarm } from '../../transport/alarm';
import type { Clock } from '../../transport/clock';
import { failed, type Failure, type Result } from '../../transport/failure';
import { isRateLimit, mayPass } from '../../transport/retry';
import { msPerPage, type Priority } from '../../transport/limits/limits';
import type { RateLimiter } from '../../transport/limits/rateLimiter';
import { readLists, type Lists } from './readLists';
import { AskedFor, slowMs, Watches, type Watch } from './watches';

/** Looks that fall due this soon after each other are made together, and no order is asked about twice within this. */
const togetherMs = 1_000;

/** From this many orders on, one list costs so little for each that it is read more often than anyone needs. */
const manyOrders = 5;
const intervalForManyMs = 2_500;

/**
 * Looks at all orders of one account that anybody in this process waits for. One list of the pending orders answers for
 * a hundred of them at once; an order that is no longer in it is looked up by itself, ahead of all polling. No look waits
 * for another one, and nothing runs when nobody waits.
 */
export class Watcher {
	private readonly watches = new Watches();
	private readonly askedFor: AskedFor;
	/** Orders that wait without being in the lists, for whatever reason: they are looked up when due, and not earlier. */
	private readonly unlisted = new Set<string>();
	private readonly alarm: Alarm;
	private roundMs = -Infinity;
	private listedMs = -Infinity;
	private isListing = false;
	/** Since when a list, or a look in its place, is on its way; Infinity when none is. */
	private busySinceMs = Infinity;
	/** Nobody waits longer for it: half as long again as the last one took, unless that hung. */
	private patienceMs = slowMs;
	/** In a row. */
	private listFailures = 0;
	private probes = 0;
	private readonly lists: Lists = { pages: 1, pagedMs: -Infinity };

	constructor(
		private readonly clock: Clock,
		private readonly limiter: RateLimiter,
	) {
		this.alarm = new Alarm(clock, () => this.wake());
		this.askedFor = new AskedFor(clock, limiter);
	}

	add(watch: Watch): void {
		// The first of many must not be asked about the moment it is bought.
		if (this.watches.size === 0) this.listedMs = Math.max(this.listedMs, this.clock.now());
		this.watches.add(watch);
		this.schedule([watch]);
	}

	remove(watch: Watch): void {
		this.watches.remove(watch);
		if (!this.watches.has(watch.orderId)) this.unlisted.delete(watch.orderId);
	}

	private wake(): void {
		if (this.watches.size === 0) return;
		const now = this.clock.now();
		for (const watch of this.watches.all()) if (watch.deadlineMs <= now) watch.timeUp();

		const waiting = this.watches.all().filter(({ orderId }) => !this.askedFor.has(orderId));
		const due = waiting.filter((watch) => watch.dueMs <= now + togetherMs);
		const isNeeded = due.length > 0 || this.listForManyMs() <= now;
		if (isNeeded && now >= this.roundMs + togetherMs) {
			this.roundMs = now;
			this.look(waiting, due, now);
		}
		this.schedule(this.watches.all());
	}

	private schedule(watches: readonly Watch[]): void {
		const listMs = this.listForManyMs();
		const times = watches.map(({ orderId, dueMs, deadlineMs }) => {
			const lookMs = Math.max(dueMs, this.askedFor.againMs(orderId));
			return Math.min(deadlineMs, Math.max(Math.min(lookMs, listMs), this.roundMs + togetherMs));
		});
		this.alarm.setBy(Math.min(...times));
	}

	private listForManyMs(): number {
		const waiting = this.watches.size - this.askedFor.size;
		if (waiting < manyOrders || this.listFailures > 0 || this.isListing) return Infinity;
		return this.listedMs + Math.max(intervalForManyMs, this.lists.pages * msPerPage);
	}

	private look(waiting: Watch[], due: Watch[], now: number): void {
		if (this.busySinceMs !== Infinity) {
			const sinceMs = Math.max(this.busySinceMs, this.lists.pagedMs);
			// What is asked now would not overtake what waits for its turn.
			if (now < sinceMs + this.patienceMs || this.limiter.isWaiting('look')) return;
		}
		if (this.isListing) this.listFailures = Math.max(1, this.listFailures);
		const isListOfUse = waiting.length > 1 || waiting.some(({ needsList }) => needsList);
		const listPays = isListOfUse && this.lists.pages <= Math.max(1, due.length);
		if (due.length > 0 && this.listFailures > 0) void this.busy(this.probe(due, listPays));
		else if (listPays) void this.busy(this.lookAtLists(waiting, due));
		else this.lookOneByOne(due);
	}

	private async busy(work: Promise<void>): Promise<void> {
		const sinceMs = this.clock.now();
		this.busySinceMs = sinceMs;
		await work;
		const tookMs = this.clock.now() - sinceMs;
		if (tookMs < 3 * slowMs) this.patienceMs = Math.max(slowMs, 1.5 * tookMs);
		if (this.busySinceMs === sinceMs) this.busySinceMs = Infinity;
		this.schedule(this.watches.all());
	}

	/** After a list that could not be read, a look at one order shows whether more requests are any use. */
	private async probe(due: Watch[], listPays: boolean): Promise<void> {
		// Each time another one: what is wrong with one order says nothing of the others.
		const probeId = due[this.probes++ % due.length]?.orderId ?? '';
		const look = await this.lookUp(probeId, 'look');
		const others = due.filter(({ orderId }) => orderId !== probeId);
		if (look && !look.ok && mayPass(look.failure)) this.tell(others, look.failure);
		else if (listPays && this.listFailures < 2 && !this.isListing)
			await this.lookAtLists(others, others);
		else this.lookOneByOne(others);
	}

	private async lookAtLists(waiting: Watch[], due: Watch[]): Promise<void> {
		this.listedMs = this.clock.now();
		this.isListing = true;
		const wanted = due.length > 0 ? due : waiting;
		const result = await this.watches.send((session) =>
			readLists(session, waiting, wanted, this.lists),
		);
		this.isListing = false;
		if (!result.ok) {
			// Looks one by one do not get around the limits.
			if (!isRateLimit(result.failure)) this.listFailures += 1;
			if (mayPass(result.failure)) return this.tell(wanted, result.failure);
			return await this.probe(wanted, false);
		}
		const { enough, toLookUp, missing } = result.value;
		this.listFailures = 0;
		for (const row of enough) {
			this.unlisted.delete(row.id);
			this.answer(row.id, { ok: true, value: row });
		}
		const dueIds = new Set(due.map(({ orderId }) => orderId));
		const gone = missing.filter((id) => dueIds.has(id) || !this.unlisted.has(id));
		for (const id of gone) this.unlisted.add(id);
		for (const id of [...toLookUp, ...gone]) void this.lookUp(id, 'code');
	}

	private lookOneByOne(due: readonly Watch[]): void {
		for (const { orderId } of due) void this.lookUp(orderId, 'look');
		// Lists may have become shorter, or readable, since: a round soon after tries them again.
		this.lists.pages = Math.max(1, this.lists.pages - 1);
		this.listFailures = Math.min(this.listFailures, 1);
	}

	/** Each order once, for all who wait for it; the rounds continue in the meantime. */
	private async lookUp(orderId: string, priority: Priority): Promise<Result<Order> | undefined> {
		if (!this.watches.has(orderId) || this.askedFor.has(orderId)) return undefined;
		const asking = this.watches.send((session) => getOrder(session, orderId, priority), orderId);
		const look = await this.askedFor.during(orderId, priority, asking);
		this.answer(orderId, look);
		return look;
	}

	private tell(watches: readonly Watch[], failure: Failure): void {
		for (const orderId of new Set(watches.map((watch) => watch.orderId)))
			this.answer(orderId, failed(failure));
	}

	private answer(orderId: string, look: Result<Order>): void {
		for (const watch of this.watches.of(orderId)) watch.observe(look);
		this.schedule(this.watches.of(orderId));
	}
}
