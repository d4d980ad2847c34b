import { Alarm } from '../alarm';
import type { Clock } from '../clock';
import type { StopSignal } from '../stop';
import { FairShare } from './fairShare';
import { documentedLimits, Pace, partOf, type Limits, type Priority } from './limits';
import { RequestWindow } from './requestWindow';
import { Turns } from './turns';

/** To be called when the answer is there, or will not come; `unused` when nothing was sent after all. */
export type Release = (unused?: 'unused') => void;

/**
 * This many go at once, the others spread over the second: when another process begins at the same moment, its refusals
 * are heard before all that the second allows has been sent.
 */
const secondAtOnce = 3;

/** This many of the evenly spaced turns go at once after a late timer. */
const minuteAtOnce = 6;
const backgroundAtOnce = 30;

const idleMs = 3_600_000;

/** Of a minute's requests. The rest is left to those who buy and wait, but for the turns of the last rank. */
const backgroundPart = 0.8;

/**
 * Lets requests go as the documented limits allow, shared by everybody who uses one key in this process.
 *
 * As long as the minute has places for all who wait, they go as fast as the second allows, but not all of it at once.
 * With more, or when others use the key too, purchases and looks go evenly spaced: otherwise the minute would be used up
 * in half of it, and the codes that arrive in the other half would have to wait.
 */
export class RateLimiter {
	private readonly turns = new Turns<(release: Release) => void>();
	private readonly window = new RequestWindow();
	private readonly share = new FairShare();
	private pausedUntilMs = 0;
	private readonly ofSecond = new Pace(secondAtOnce);
	private readonly ofMinute = new Pace(minuteAtOnce);
	/** Half of the requests stay for those who buy and wait. */
	private readonly ofBackground = new Pace(backgroundAtOnce);
	private readonly alarm: Alarm;
	/** What each credential that holds this key allows, and when it was used last. */
	private readonly allowed = new Map<string, { perMinute: number; usedMs: number }>();

	constructor(
		private readonly clock: Clock,
		private limits: Limits = documentedLimits,
	) {
		this.alarm = new Alarm(clock, () => this.grantTurns());
	}

	/**
	 * For those who split the requests of a key among several users by hand; the second is split alike. Of several
	 * credentials with this key the smallest number counts, until it has not been used for an hour.
	 */
	allow(requestsPerMinute: number, credentialId = ''): void {
		const usedMs = this.clock.now();
		this.allowed.set(credentialId, { perMinute: requestsPerMinute, usedMs });
		let { perMinute } = documentedLimits;
		for (const [id, one] of this.allowed) {
			if (one.usedMs < usedMs - idleMs) this.allowed.delete(id);
			else perMinute = Math.min(perMinute, one.perMinute);
		}
		this.limits = partOf(documentedLimits, perMinute / documentedLimits.perMinute);
	}

	/** Waits for a turn; `undefined` when the signal fired first. */
	async acquire(priority: Priority, signal?: StopSignal): Promise<Release | undefined> {
		if (signal?.aborted) return undefined;
		return await new Promise((resolve) => {
			const turn = {
				priority,
				waiter: (release: Release) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(release);
				},
			};
			const giveUp = () => {
				this.turns.remove(turn);
				resolve(undefined);
			};
			signal?.addEventListener('abort', giveUp, { once: true });
			this.turns.add(turn);
			this.grantTurns();
		});
	}

	/** Whether anybody of this rank still waits for a turn. */
	isWaiting(priority: Priority): boolean {
		return this.turns.isWaiting(priority);
	}

	/** Whether this process was set to a part of the key's requests, which means that others use it too. */
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
			const now = this.clock.now();
			const allowed = partOf(this.limits, this.share.at(now));
			const backgroundMs = this.backgroundFreeMs(allowed);
			const next = this.turns.next(backgroundMs > now);
			if (!next) return;
			const isBackground = next.priority === 'background';
			const ownMs = this.freeMs(now, next.priority, allowed);
			const freeMs = Math.max(ownMs, isBackground ? backgroundMs : 0);
			if (freeMs > now) return this.alarm.setBy(freeMs);
			this.ofSecond.take(now, 1_000 / allowed.perSecond);
			this.ofMinute.take(now, 60_000 / allowed.perMinute);
			if (isBackground) this.ofBackground.take(now, 120_000 / allowed.perMinute);
			this.turns.take(next);
			this.window.sent();
			next.waiter(this.releaseOnce(allowed));
		}
	}

	private freeMs(now: number, priority: Priority, allowed: Limits): number {
		const freeMs = Math.max(this.pausedUntilMs, this.window.freeMs(allowed));
		if (priority === 'cancel' || priority === 'code') return freeMs;
		const hasRoom = this.share.at(now) === 1 && this.hasPlaces(now);
		return Math.max(freeMs, (hasRoom ? this.ofSecond : this.ofMinute).freeMs);
	}

	private backgroundFreeMs({ perSecond, perMinute }: Limits): number {
		const part = this.turns.isOfLastRank ? 1 : backgroundPart;
		const left = { perSecond, perMinute: Math.ceil(perMinute * part) };
		return Math.max(this.ofBackground.freeMs, this.window.freeMs(left));
	}

	/** Whether the minute has places for all who wait. */
	private hasPlaces(now: number): boolean {
		return this.turns.wanted <= this.limits.perMinute - this.window.countedPerMinute(now);
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
