import type { Clock } from './clock';

/** Who goes first when requests are scarce: money, then codes, then purchases, then everything that only looks. */
export const priorities = ['cancel', 'code', 'purchase', 'look'] as const;
export type Priority = (typeof priorities)[number];

export type Limits = { perSecond: number; perMinute: number };

/** What the document allows each key. */
export const documentedLimits: Limits = { perSecond: 10, perMinute: 300 };

type Waiter = { priority: Priority; sinceMs: number; grant: (release: Release) => void };

/** To be called when the answer is there, or will not come any more. */
export type Release = () => void;

/** Clocks count in whole milliseconds, and two machines' clocks do not run at quite the same speed. */
const marginMs = 25;

/** Every tenth turn goes to whoever waits longest, so that no priority starves. */
const turnsByAge = 10;

/** After a 429 this process takes less; it gives way to others by a third, and comes back by a twentieth a minute. */
const shareAfterRefusal = 0.67;
const smallestShare = 0.05;
const shareRegainedPerMs = 0.05 / 60_000;

/**
 * Lets requests go as the documented limits allow, shared by everybody who uses one key in this process.
 *
 * The server counts arrivals, and a request arrives at some moment between its sending and its answer. A place is
 * therefore taken when the request is sent, and free again one second (one minute) after its *answer*: whatever the
 * network does in between, no second and no minute of the server's can see more than the limit.
 */
export class RateLimiter {
	private readonly waiting: Waiter[] = [];

	/** When the answers of the last minute came, oldest first. */
	private readonly answeredMs: number[] = [];

	private inFlight = 0;

	private pausedUntilMs = 0;

	private wakeAtMs = Infinity;

	private turn = 0;

	private share = 1;

	private shareSetMs = 0;

	constructor(
		private readonly clock: Clock,
		private readonly limits: Limits = documentedLimits,
	) {}

	/** Waits for a turn; `undefined` when the signal fired first. */
	async acquire(priority: Priority, signal?: AbortSignal): Promise<Release | undefined> {
		if (signal?.aborted) return undefined;
		return await new Promise((resolve) => {
			const waiter: Waiter = {
				priority,
				sinceMs: this.clock.now(),
				grant: (release) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(release);
				},
			};
			const giveUp = () => {
				this.waiting.splice(this.waiting.indexOf(waiter), 1);
				resolve(undefined);
			};
			signal?.addEventListener('abort', giveUp, { once: true });
			this.waiting.push(waiter);
			this.grantTurns();
		});
	}

	/** The server said 429: everybody stops for a while, and this process takes a smaller share afterwards. */
	penalize(pauseMs: number): void {
		const now = this.clock.now();
		// Requests that were on their way together are refused together: that counts as one refusal.
		if (now >= this.pausedUntilMs) {
			this.share = Math.max(smallestShare, this.shareAt(now) * shareAfterRefusal);
			this.shareSetMs = now;
		}
		this.pausedUntilMs = Math.max(this.pausedUntilMs, now + pauseMs);
	}

	private shareAt(now: number): number {
		return Math.min(1, this.share + (now - this.shareSetMs) * shareRegainedPerMs);
	}

	private grantTurns(): void {
		while (this.waiting.length > 0) {
			const now = this.clock.now();
			const freeAtMs = this.nextFreeMs(now);
			if (freeAtMs > now) {
				this.wakeAt(freeAtMs, now);
				return;
			}
			this.inFlight += 1;
			this.takeNext().grant(this.releaseOnce());
		}
	}

	private releaseOnce(): Release {
		let released = false;
		return () => {
			if (released) return;
			released = true;
			this.inFlight -= 1;
			this.answeredMs.push(this.clock.now());
			this.grantTurns();
		};
	}

	/** When the next request may go; Infinity while that depends on answers that are still to come. */
	private nextFreeMs(now: number): number {
		const oldest = now - 60_000 - marginMs;
		const expired = this.answeredMs.findIndex((ms) => ms > oldest);
		this.answeredMs.splice(0, expired === -1 ? this.answeredMs.length : expired);

		const share = this.shareAt(now);
		const perSecond = Math.max(1, Math.floor(this.limits.perSecond * share));
		const perMinute = Math.max(1, Math.floor(this.limits.perMinute * share));
		return Math.max(
			this.pausedUntilMs,
			this.freeMs(perSecond, 1_000),
			this.freeMs(perMinute, 60_000),
		);
	}

	private freeMs(limit: number, windowMs: number): number {
		const places = limit - this.inFlight;
		if (places <= 0) return Infinity;
		const blocking = this.answeredMs[this.answeredMs.length - places];
		return blocking === undefined ? 0 : blocking + windowMs + marginMs;
	}

	private takeNext(): Waiter {
		this.turn = (this.turn + 1) % turnsByAge;
		const byAge = this.turn === 0;
		let best = 0;
		this.waiting.forEach((waiter, index) => {
			const champion = this.waiting[best];
			if (champion && !byAge && rank(waiter) < rank(champion)) best = index;
		});
		const [taken] = this.waiting.splice(best, 1);
		if (!taken) throw new RangeError('nobody waits');
		return taken;
	}

	private wakeAt(atMs: number, now: number): void {
		if (atMs === Infinity || atMs >= this.wakeAtMs) return;
		this.wakeAtMs = atMs;
		void this.clock.sleep(atMs - now).then(() => {
			if (this.wakeAtMs === atMs) this.wakeAtMs = Infinity;
			this.grantTurns();
		});
	}
}

function rank(waiter: Waiter): number {
	return priorities.indexOf(waiter.priority);
}
