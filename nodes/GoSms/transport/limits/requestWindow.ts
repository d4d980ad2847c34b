import type { Limits } from './limits';

/** Clocks count in whole milliseconds, and two machines' clocks do not run at quite the same speed. */
const marginMs = 25;

/**
 * The requests of one process that the server may have counted lately.
 *
 * The server counts arrivals, and a request arrives at some moment between its sending and its answer. A place is
 * therefore taken when the request is sent, and free again one second (one minute) after its *answer*: whatever the
 * network does in between, no second and no minute of the server's can see more than the limit.
 */
export class RequestWindow {
	/** When the answers of the last minute came, oldest first. */
	private readonly answeredMs: number[] = [];
	/** Those of them that were 429. */
	private readonly refusedMs: number[] = [];
	private inFlight = 0;

	sent(): void {
		this.inFlight += 1;
	}

	answered(now: number): void {
		this.inFlight -= 1;
		this.answeredMs.push(now);
	}

	/** The last answer was a 429. */
	refused(now: number): void {
		this.refusedMs.push(now);
	}

	neverSent(): void {
		this.inFlight -= 1;
	}

	/** When the next request may go; Infinity while that depends on answers that are still to come. */
	freeMs({ perSecond, perMinute }: Limits): number {
		return Math.max(this.freeInMs(perSecond, 1_000), this.freeInMs(perMinute, 60_000));
	}

	/** Requests that may still count in the last minute. */
	countedPerMinute(now: number): number {
		forget(this.answeredMs, now);
		return this.answeredMs.length + this.inFlight;
	}

	/** Requests that were let through in the second and in the minute before. */
	accepted(now: number): Limits {
		forget(this.answeredMs, now);
		forget(this.refusedMs, now);
		const count = (sinceMs: number) =>
			this.answeredMs.filter((ms) => ms > sinceMs).length -
			this.refusedMs.filter((ms) => ms > sinceMs).length;
		return { perSecond: count(now - 1_000), perMinute: count(now - 60_000) };
	}

	private freeInMs(limit: number, windowMs: number): number {
		const places = limit - this.inFlight;
		if (places <= 0) return Infinity;
		const blocking = this.answeredMs[this.answeredMs.length - places];
		return blocking === undefined ? 0 : blocking + windowMs + marginMs;
	}
}

function forget(times: number[], now: number): void {
	const oldest = now - 60_000 - marginMs;
	while ((times[0] ?? Infinity) <= oldest) times.shift();
}
