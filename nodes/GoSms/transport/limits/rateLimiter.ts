import { Alarm } from '../alarm';
import type { Clock } from '../clock';
import type { StopSignal } from '../stop';
import { FairShare } from './fairShare';
import { documentedLimits, Pace, partOf, priorities, type Limits, type Priority } from './limits';
import { RequestWindow } from './requestWindow';

type Waiter = { grant: (release: Release) => void };

/** To be called when the answer is there, or will not come any more; `unused` when nothing was sent after all. */
export type Release = (unused?: 'unused') => void;

/** Every tenth turn goes to the last in rank, so that nobody starves: codes would not be seen if all turns went to purchases. */
const turnsByRank = 10;

/** A number that is bought will want another request, for its code, and its part of the lists. */
const requestsToCome = { cancel: 1, code: 1, purchase: 2.2, look: 1, background: 0 } as const;

/**
 * So many go at once, the others spread over the second: when another process begins at the same moment, its refusals
 * are heard before all that the second allows has been sent.
 */
const secondAtOnce = 3;

/** So many of the evenly spaced turns go at once, after a timer that was late. */
const minuteAtOnce = 6;
const backgroundAtOnce = 30;

/**
 * Lets requests go as the documented limits allow, shared by everybody who uses one key in this process.
 *
 * As long as the minute has places for all who wait, they go as fast as the second allows, but not all of it at once.
 * With more, or when others use the key too, purchases and looks go evenly spaced: otherwise the minute would be used up
 * in half of it, and the codes that arrive in the other half would have to wait.
 */
export class RateLimiter {
	private readonly queues = priorities.map((priority) => ({
		priority,
		waiting: new Set<Waiter>(),
	}));

	private readonly window = new RequestWindow();
	private readonly share = new FairShare();
	private pausedUntilMs = 0;
	private readonly ofSecond = new Pace(secondAtOnce);
	private readonly ofMinute = new Pace(minuteAtOnce);
	/** Half of the requests stay for those who buy and wait. */
	private readonly ofBackground = new Pace(backgroundAtOnce);
	private readonly alarm: Alarm;
	private turn = 0;
	private wasCancel = false;
	/** What each credential that holds this key allows. */
	private readonly allowed = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private limits: Limits = documentedLimits,
	) {
		this.alarm = new Alarm(clock, () => this.grantTurns());
	}

	/**
	 * For those who split the requests of a key among several users by hand; the second is split alike. Of several
	 * credentials with this key the smallest number counts.
	 */
	allow(requestsPerMinute: number, credentialId = ''): void {
		this.allowed.set(credentialId, requestsPerMinute);
		const perMinute = Math.min(...this.allowed.values(), documentedLimits.perMinute);
		this.limits = partOf(documentedLimits, perMinute / documentedLimits.perMinute);
	}

	/** Waits for a turn; `undefined` when the signal fired first. */
	async acquire(priority: Priority, signal?: StopSignal): Promise<Release | undefined> {
		if (signal?.aborted) return undefined;
		return await new Promise((resolve) => {
			const queue = this.queues[priorities.indexOf(priority)]?.waiting;
			const waiter: Waiter = {
				grant: (release) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(release);
				},
			};
			const giveUp = () => {
				queue?.delete(waiter);
				resolve(undefined);
			};
			signal?.addEventListener('abort', giveUp, { once: true });
			queue?.add(waiter);
			this.grantTurns();
		});
	}

	/** Whether anybody of this rank has not had their turn yet. */
	isWaiting(priority: Priority): boolean {
		return this.queues.some((queue) => queue.priority === priority && queue.waiting.size > 0);
	}

	/** Whether somebody has set this process a part of the key's requests, so that others use it too. */
	get isSplit(): boolean {
		return this.limits.perMinute < documentedLimits.perMinute;
	}

	/** The server said 429: everybody stops for a while, and this process takes a smaller share afterwards. */
	penalize(pauseMs: number): void {
		const now = this.clock.now();
		this.window.refused(now);
		this.share.refused(now, this.window.accepted(now), documentedLimits, now >= this.pausedUntilMs);
		this.pausedUntilMs = Math.max(this.pausedUntilMs, now + pauseMs);
		this.ofMinute.notBefore(this.pausedUntilMs);
	}

	private grantTurns(): void {
		for (;;) {
			const next = this.nextInTurn();
			if (!next) return;
			const now = this.clock.now();
			const allowed = partOf(this.limits, this.share.at(now));
			const freeMs = this.freeMs(now, next.priority, allowed);
			if (freeMs > now) {
				this.alarm.setBy(freeMs);
				return;
			}
			this.ofSecond.take(now, 1_000 / allowed.perSecond);
			this.ofMinute.take(now, 60_000 / allowed.perMinute);
			if (next.priority === 'background') this.ofBackground.take(now, 120_000 / allowed.perMinute);
			this.turn = (this.turn + 1) % turnsByRank;
			this.wasCancel = next.priority === 'cancel';
			next.waiting.delete(next.waiter);
			this.window.sent();
			next.waiter.grant(this.releaseOnce(allowed));
		}
	}

	private nextInTurn() {
		const all = this.queues.filter((queue) => queue.waiting.size > 0);
		const isEarly = this.ofBackground.freeMs > this.clock.now();
		const others = all.filter(({ priority }) => !isEarly || priority !== 'background');
		const waiting = others.length > 0 ? others : all;
		const hasBoth = waiting[0]?.priority === 'cancel' && waiting[1]?.priority === 'code';
		const first = hasBoth && this.wasCancel ? 1 : 0;
		const queue = waiting.at(this.turn === turnsByRank - 1 ? -1 : first);
		const [waiter] = queue?.waiting ?? [];
		return queue && waiter ? { ...queue, waiter } : undefined;
	}

	private freeMs(now: number, priority: Priority, allowed: Limits): number {
		let freeMs = Math.max(this.pausedUntilMs, this.window.freeMs(allowed));
		if (priority === 'background') freeMs = Math.max(freeMs, this.ofBackground.freeMs);
		const isUrgent = priority === 'cancel' || priority === 'code';
		if (isUrgent) return freeMs;
		const hasRoom = this.share.at(now) === 1 && this.hasPlaces(now);
		return Math.max(freeMs, (hasRoom ? this.ofSecond : this.ofMinute).freeMs);
	}

	/** Whether the minute has places for all who wait. */
	private hasPlaces(now: number): boolean {
		const places = this.limits.perMinute - this.window.countedPerMinute(now);
		const wanted = this.queues.reduce(
			(sum, { priority, waiting }) => sum + waiting.size * requestsToCome[priority],
			0,
		);
		return wanted <= places;
	}

	private releaseOnce(allowed: Limits): Release {
		let released = false;
		return (unused) => {
			if (released) return;
			released = true;
			if (unused) {
				this.window.neverSent();
				this.ofSecond.giveBack(1_000 / allowed.perSecond);
				this.ofMinute.giveBack(60_000 / allowed.perMinute);
			} else this.window.answered(this.clock.now());
			this.grantTurns();
		};
	}
}
