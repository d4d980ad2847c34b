import type { Order } from '../../domain/order';
import { failed, type Failure, type Result } from '../../transport/failure';
import { impatient, type Session } from '../../transport/session';
import type { Clock } from '../../transport/clock';
import { isRefusedKey } from '../../transport/retry';
import type { Priority } from '../../transport/limits/limits';
import type { RateLimiter } from '../../transport/limits/rateLimiter';

/** How a wait ended. A timeout or an expiry is an outcome, not a failure. */
export type Waited =
	| { kind: 'arrived' | 'expired' | 'cancelled'; order: Order }
	/** `isSilent` when the API has not answered lately: an SMS may be there. */
	| { kind: 'timedOut'; order: Order; isSilent?: boolean }
	/** Also when the execution was stopped; `order` as it was last seen. */
	| { kind: 'failed'; failure: Failure; order: Order | undefined };

export type Wait = {
	orderId: string;
	/** The order, if it has just been bought: the first look can then wait. */
	known?: Order;
	/** Infinity: until the order expires. */
	timeoutMs: number;
	/** Off: the code is enough, and the text may be missing. */
	withText: boolean;
};

/** Somebody who waits for what becomes of an order. */
export interface Watch {
	readonly orderId: string;
	readonly session: Session;
	/** Off: the code from a list is enough. */
	readonly withText: boolean;
	/** Looks at the order itself keep failing. */
	readonly needsList: boolean;
	/** Whether a row of a list tells as much as is wanted; otherwise the order itself is asked for. */
	isEnough(row: Order): boolean;
	/** When the next look is due at the latest; `observe` updates it. */
	readonly dueMs: number;
	/** When `timeUp` is to be called; Infinity for never. */
	readonly deadlineMs: number;
	/** Takes in a look, which may come early for someone else's sake. A watch that knows enough removes itself. */
	observe(look: Result<Order>): void;
	timeUp(): void;
}

/** All watches of an account, by their orders. */
export class Watches {
	private readonly byOrder = new Map<string, readonly Watch[]>();

	/** Of orders. */
	get size(): number {
		return this.byOrder.size;
	}

	has(orderId: string): boolean {
		return this.byOrder.has(orderId);
	}

	of(orderId: string): readonly Watch[] {
		return this.byOrder.get(orderId) ?? [];
	}

	all(): Watch[] {
		const all: Watch[] = [];
		for (const watches of this.byOrder.values()) all.push(...watches);
		return all;
	}

	add(watch: Watch): void {
		// A spread would leave room for sixteen more in each of ten thousand lists.
		this.byOrder.set(watch.orderId, this.of(watch.orderId).concat(watch));
	}

	remove(watch: Watch): void {
		const left = this.of(watch.orderId).filter((other) => other !== watch);
		if (left.length > 0) this.byOrder.set(watch.orderId, left);
		else this.byOrder.delete(watch.orderId);
	}

	/**
	 * Sends a request for all who wait, in the name of one of them. It is not stopped with its execution; if an n8n
	 * ends it anyway, or its credential has another key by now, another carries it.
	 */
	async send<T>(
		request: (session: Session) => Promise<Result<T>>,
		orderId?: string,
	): Promise<Result<T>> {
		const tried = new Set<Session | string>();
		for (;;) {
			const carrier = this.carrier(tried, orderId);
			if (!carrier) return failed({ kind: 'stopped' });
			tried.add(carrier);
			const result = await request(impatient(carrier));
			if (result.ok) return result;
			if (isRefusedKey(result.failure) || result.failure.kind === 'explained') {
				tried.add(carrier.credentialId);
				if (!this.carrier(tried, orderId)) return result;
			} else if (!isInterrupted(result.failure)) return result;
		}
	}

	/** @param tried sessions, and credentials whose key was refused */
	private carrier(tried: ReadonlySet<Session | string>, orderId?: string): Session | undefined {
		const candidates = orderId === undefined ? this.byOrder.values() : [this.of(orderId)];
		for (const watches of candidates) {
			const untried = watches.find(
				({ session }) => !tried.has(session) && !tried.has(session.credentialId),
			);
			if (untried) return untried.session;
		}
		return undefined;
	}
}

/** True when n8n ended a request with the execution that carried it. */
function isInterrupted(failure: Failure): boolean {
	return (
		failure.kind === 'stopped' || (failure.kind === 'network' && failure.code === 'ERR_CANCELED')
	);
}

/** Nobody waits longer than this for an answer: it is asked for again, a list order by order. */
export const slowMs = 4_000;

/** Orders that are being asked about one by one. */
export class AskedFor {
	private readonly asked = new Map<string, { sinceMs: number; priority: Priority }>();

	constructor(
		private readonly clock: Clock,
		private readonly limiter: RateLimiter,
	) {}

	get size(): number {
		return this.asked.size;
	}

	/** False too when the answer takes so long that another look is worth it. */
	has(orderId: string): boolean {
		return this.clock.now() < this.againMs(orderId);
	}

	/** When it may be asked about again; -Infinity for immediately. */
	againMs(orderId: string): number {
		const asked = this.asked.get(orderId);
		if (!asked) return -Infinity;
		// A look that waits for its turn is not slow, and another one would not overtake it.
		const isQueued = this.limiter.isWaiting(asked.priority);
		return (isQueued ? this.clock.now() : asked.sinceMs) + slowMs;
	}

	async during<T>(orderId: string, priority: Priority, look: Promise<T>): Promise<T> {
		const asked = { sinceMs: this.clock.now(), priority };
		this.asked.set(orderId, asked);
		const answer = await look;
		if (this.asked.get(orderId) === asked) this.asked.delete(orderId);
		return answer;
	}
}
