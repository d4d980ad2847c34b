import { showMicros, toMicros } from '../../domain/money';
import type { Order } from '../../domain/order';
import type { Purchase } from '../../transport/api';
import { failed, reasonFor, type Failure, type Result } from '../../transport/failure';
import type { Session } from '../../transport/session';
import { apiWords, explain } from '../../transport/words/explanations';
import { giveUp } from '../giveUp';
import { mayRetry } from '../release';
import type { Tally } from '../tally';
import { buyOnce, type OnUnknownPurchase } from './buyOnce';

/** What somebody wants to buy; prices in the account's currency. */
export type Wanted = {
	projectCode: string;
	/** In the order in which they are tried; the next one when the one before has no number, or none at the price. */
	regions: readonly string[];
	/** Infinity: any. */
	maxPrice: number;
	onUnknown: OnUnknownPurchase;
	/** How long to keep asking a silent API what became of a purchase. */
	patienceMs: number;
	/** Why this run need not try such a purchase; asked right before sending. */
	barred: (purchase: Purchase) => Failure | undefined;
	/** Called for each purchase that the API refused. */
	onRefused: (purchase: Purchase, failure: Failure) => void;
	/** Collects what to report about the money. */
	tally: Tally;
};

/** Buys one number in the first region that has one at the price. */
export async function buyNumber(session: Session, wanted: Wanted): Promise<Result<Order>> {
	const { projectCode, regions } = wanted;
	const failures: Failure[] = [];
	/** Too expensive ones, and what to say of those that GoSMS has not taken back. */
	const tooCostly: Order[] = [];
	const open: string[] = [];
	for (const region of regions) {
		const purchase: Purchase = { projectCode, region };
		const bought = await buyUnlessBarred(session, purchase, wanted);
		if (bought.ok) {
			if (isAffordable(bought.value, wanted.maxPrice)) {
				for (const one of open) wanted.tally.remark(one);
				return bought;
			}
			const failure = await handBack(session, bought.value, wanted.tally, open);
			if (failure) return failed(withOpen(failure, open));
			tooCostly.push(bought.value);
			continue;
		}
		failures.push(bought.failure);
		wanted.onRefused(purchase, bought.failure);
		// Another region may have a number, or a cheaper one.
		if (!['stock', 'balance'].includes(reasonFor(bought.failure) ?? '')) {
			const failure = named(bought.failure, { projectCode, regions: [region] }, 1);
			return failed(withOpen(failure, open));
		}
	}
	if (tooCostly.length > 0) return failed(tooCostlyFailure(tooCostly, open, wanted.maxPrice));
	const [first = { kind: 'stopped' as const }] = failures;
	return failed(named(first, wanted, failures.length));
}

async function buyUnlessBarred(
	session: Session,
	purchase: Purchase,
	{ barred, onUnknown, patienceMs }: Wanted,
): Promise<Result<Order>> {
	const mayGo = () => barred(purchase) === undefined;
	const bought: Result<Order> = mayGo()
		? await buyOnce(session, { purchase, onUnknown, patienceMs, mayGo })
		: failed({ kind: 'stopped' });
	const why = barred(purchase);
	return !bought.ok && bought.failure.kind === 'stopped' && why ? failed(why) : bought;
}

function isAffordable({ price }: Order, maxPrice: number): boolean {
	if (maxPrice === Infinity) return true;
	return price !== undefined && toMicros(price) <= toMicros(maxPrice);
}

/** The price is known only after buying. @returns why no other number may be bought */
async function handBack(
	session: Session,
	order: Order,
	tally: Tally,
	open: string[],
): Promise<Failure | undefined> {
	const given = await giveUp(session, order);
	switch (given?.kind) {
		case 'cancelled':
			tally.noteRefund(order, given.refundAmount);
			return undefined;
		// Someone else cancelled it first, and its money is back.
		case 'ended':
			return undefined;
		case 'open':
		case 'unknown':
		case undefined:
			open.push(stillOpen(order, !given || mayRetry(given)));
			return undefined;
		case 'arrived':
			return {
				kind: 'explained',
				happened: `Order ${order.id} (${order.phone}) costs ${priceOf(order)}, more than Max Price, and could not be cancelled`,
				remedy: 'Its SMS has already arrived: read the code with Get. No other number was bought.',
				detail: apiWords(given.refusal),
				mayHavePaid: true,
			};
	}
}

function stillOpen(order: Order, isTrying: boolean): string {
	const then = isTrying
		? 'n8n keeps trying until the order expires.'
		: 'Without an SMS, it is refunded when it expires.';
	return `Order ${order.id} costs ${priceOf(order)}, more than Max Price, and GoSMS has not taken it back yet. ${then}`;
}

/** A number that is still paid for is always reported. */
function withOpen(failure: Failure, open: readonly string[]): Failure {
	if (open.length === 0) return failure;
	const { happened, remedy } = explain(failure);
	const all = [remedy, ...open].join(' ');
	return { kind: 'explained', happened, remedy: all, detail: apiWords(failure), mayHavePaid: true };
}

function tooCostlyFailure(
	tooCostly: readonly Order[],
	open: readonly string[],
	maxPrice: number,
): Failure {
	const offers = tooCostly.map((order) => `${order.region} at ${priceOf(order)}`).join(', ');
	const ends = open.length > 0 ? '' : ' The numbers were given back.';
	const failure: Failure = {
		kind: 'explained',
		happened: `Every number that GoSMS offered costs more than ${showMicros(toMicros(maxPrice))}: ${offers}`,
		remedy: `Raise Max Price, or choose other regions.${ends}`,
	};
	return withOpen(failure, open);
}

/** Names what was tried: with many items, it would be unclear. */
function named(
	failure: Failure,
	{ projectCode, regions }: Pick<Wanted, 'projectCode' | 'regions'>,
	tried: number,
): Failure {
	if (failure.kind !== 'refused') return failure;
	const all = tried > 1 ? ` (tried ${regions.slice(0, tried).join(', ')})` : '';
	return { ...failure, about: `${projectCode} in ${regions[0] ?? ''}${all}` };
}

function priceOf({ price }: Order): string {
	return price === undefined ? 'an unknown price' : showMicros(toMicros(price));
}
