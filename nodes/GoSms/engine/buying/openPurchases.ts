import type { Order } from '../../domain/order';
import type { Purchase } from '../../transport/api';
import type { Failure } from '../../transport/failure';
import type { Session } from '../../transport/session';
import { apiWords } from '../../transport/words/explanations';

/** What became of a purchase: the order, nothing, or unknown, with the orders that it may be. */
export type Fate =
	| { kind: 'bought'; order: Order }
	| { kind: 'notBought' }
	| { kind: 'unknown'; candidates: readonly Order[] };

/** A purchase from when it is sent until its fate is known. */
export type OpenPurchase = {
	purchase: Purchase;
	session: Session;
	/** On this machine's clock. */
	sentMs: number;
	/** No order of this purchase has this ID or a lower one; empty when that is not known. */
	baseline: string;
	/** How long to keep asking a silent API. */
	patienceMs: number;
	/** Why its answer tells nothing; `undefined` while it is on its way. */
	lost: { failure: Failure; sinceMs: number; settle: (fate: Fate) => void } | undefined;
};

/** All purchases of one app and region by one account in this process: while a lost one is looked for, no other is sent. */
export class Pair {
	readonly open = new Set<OpenPurchase>();
	/** Set while lost purchases are looked for. */
	search: Promise<void> | undefined;
	private waiting: Array<() => void> = [];

	close(purchase: OpenPurchase): void {
		this.open.delete(purchase);
		this.changed();
	}

	/** To be called when a purchase has landed, whatever became of it. */
	changed(): void {
		const waiting = this.waiting;
		this.waiting = [];
		for (const go of waiting) go();
	}

	get lost(): OpenPurchase[] {
		return [...this.open].filter(({ lost }) => lost).sort((a, b) => a.sentMs - b.sentMs);
	}

	/** Resolves when no purchase is on its way: one of those may own an order that looks like a lost one's. */
	async landed(): Promise<void> {
		while ([...this.open].some(({ lost }) => !lost)) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}
}

/** An app and region as a key. Codes in another case are the same to the API, or may be. */
export function pairOf({ projectCode, region }: Purchase): string {
	return `${region}/${projectCode}`.toLowerCase();
}

/** The purchases of one pair, even if there are none yet. */
export function pairFor(pairs: Map<string, Pair>, purchase: Purchase): Pair {
	const key = pairOf(purchase);
	const pair = pairs.get(key) ?? new Pair();
	pairs.set(key, pair);
	return pair;
}

/** Says that money may have been spent, and where to look for it. */
export function unknownOutcome(
	{ projectCode, region }: Purchase,
	failure: Failure,
	candidates: readonly Order[] = [],
): Failure {
	const ids = candidates.map((order) => order.id).join(', ');
	return {
		kind: 'explained',
		happened: `It is unknown whether GoSMS sold a number (${projectCode}, ${region})`,
		remedy: ids
			? `It may be one of these orders: ${ids}. Check them before you buy again, so that you do not pay twice.`
			: 'List the pending orders (Order: Get Many) before you buy again, so that you do not pay twice.',
		detail: apiWords(failure),
		mayHavePaid: true,
	};
}

export function lostTwice(failure: Failure): Failure {
	return {
		kind: 'explained',
		happened: 'GoSMS lost this purchase twice; no number was bought',
		remedy: 'Wait a few minutes and run it again. If it happens again, contact GoSMS support.',
		detail: apiWords(failure),
	};
}
