import type { Clock } from './clock';
import type { StopSignal } from './stop';

/** Who goes first when requests are scarce: money, then codes, then purchases, then everything that only looks. */
export const priorities = ['cancel', 'code', 'purchase', 'look'] as const;
export type Priority = (typeof priorities)[number];

export type Limits = { perSecond: number; perMinute: number };

/** What the document allows each key. */
export const documentedLimits: Limits = { perSecond: 10, perMinute: 300 };

type Waiter = { grant: (release: Release) => void };

/** To be called when the answer is there, or will not come any more; `unused` when nothing was sent after all. */
export type Release = (unused?: 'unused') => void;

/** Clocks count in whole milliseconds, and two machines' clocks do not run at quite the same speed. */
const marginMs = 25;

/** Every tenth turn goes to the last in rank, so that nobody starves: codes would not be seen if all turns went to purchases. */
const turnsByRank = 10;

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
	/** One queue for each priority, in their order. */
	private readonly queues: Waiter[][] = priorities.map(() => []);

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
		private limits: Limits = documentedLimits,
	) {}

	/** For those who split the requests of a key among several users by hand; the second is split alike. */
	allow(requestsPerMinute: number): void {
		const perMinute = Math.min(requestsPerMinute, documentedLimits.perMinute);
		const part = perMinute / documentedLimits.perMinute;
		this.limits = {
			perMinute,
			perSecond: Math.max(1, Math.floor(documentedLimits.perSecond * part)),
		};
	}

	/** Waits for a turn; `undefined` when the signal fired first. */
	async acquire(priority: Priority, signal?: StopSignal): Promise<Release | undefined> {
		if (signal?.aborted) return undefined;
		return await new Promise((resolve) => {
			const queue = this.queues[priorities.indexOf(priority)] ?? [];
			const waiter: Waiter = {
				grant: (release) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(release);
				},
			};
			const giveUp = () => {
				queue.splice(queue.indexOf(waiter), 1);
				resolve(undefined);
			};
			signal?.addEventListener('abort', giveUp, { once: true });
			queue.push(waiter);
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
		while (this.queues.some((queue) => queue.length > 0)) {
			const now = this.clock.now();
			const freeAtMs = this.nextFreeMs(now);
			if (freeAtMs > now) {
				this.wakeAt(freeAtMs, now);
				return;
			}
			this.inFlight += 1;
			this.takeNext()?.grant(this.releaseOnce());
		}
	}

	private releaseOnce(): Release {
		let released = false;
		return (unused) => {
			if (released) return;
			released = true;
			this.inFlight -= 1;
			if (!unused) this.answeredMs.push(this.clock.now());
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

	private takeNext(): Waiter | undefined {
		this.turn = (this.turn + 1) % turnsByRank;
		const waiting = this.queues.filter((queue) => queue.length > 0);
		return waiting.at(this.turn === 0 ? -1 : 0)?.shift();
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
