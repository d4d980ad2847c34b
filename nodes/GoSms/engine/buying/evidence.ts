import { byId, isAlike, stateOf, strayMs, type Order } from '../../domain/order';
import { isOfType } from '../../domain/money';
import { regionOf } from '../../domain/region';
import { getOrder, type Purchase } from '../../transport/api';
import { success, type Result } from '../../transport/failure';
import { collect, newestFirst, orderList, transactionList, wholeList } from '../../transport/lists';
import { databaseNow, type Session } from '../../transport/session';
import { newestTimeIn } from '../staleness';
import type { Fate, OpenPurchase } from './openPurchases';

/** What the lists say of purchases with lost answers. */
export type Evidence = {
	/** New orders for the same app and region that nobody here is known to own, by rising ID. */
	candidates: readonly Order[];
	/** Whether somebody else buys the same with this key, so that a candidate may be theirs. */
	hasRivals: boolean;
	/** Whether all of the lists could be read: only then is it evidence that something is not in them. */
	isWhole: boolean;
};

/** No clock is more than a day off. */
const certainlyOldMs = 26 * 3_600_000;

/** Orders of others this shortly before a candidate show that someone is buying. */
const latelyMs = 900_000;

/** Times are in whole seconds, and a busy server creates its order late. */
const nearMs = 3_000;

/** A list without candidates is believed only after asking the API for this long. */
export const halfMinuteMs = 30_000;

/** Reads the order lists, and the ledger, whose Hold entries name orders that are in no list yet. */
export async function readEvidence(
	session: Session,
	lost: readonly OpenPurchase[],
): Promise<Result<Evidence>> {
	const [first] = lost;
	if (!first) return success({ candidates: [], hasRivals: false, isWhole: true });
	const { seen } = session.account;
	const isAbove = ({ id }: { id: string }) => first.baseline !== '' && byId(id, first.baseline) > 0;

	const pending = await collect(wholeList(orderList(session, 'pending')));
	const newest = await collect(newestFirst(orderList(session)), (items) => items.some(isAbove));
	const read = [pending, newest].flatMap((list) => (list.ok ? [list.value] : []));
	const orders = new Map(read.flatMap(({ items }) => items).map((one) => [one.id, one]));
	const looks = await lookAtUnlisted(session, orders, first);
	for (const look of looks ?? []) if (look.ok) orders.set(look.value.id, look.value);
	if (!newest.ok && read.length === 0 && !looks) return newest;
	// An account whose orders have been seen has some.
	const isWhole =
		read.length === 2 &&
		read.every(({ skipped }) => skipped === 0) &&
		(seen.highest === '' || read.some(({ items }) => items.length > 0)) &&
		(looks ?? []).every(({ ok }) => ok);

	const ofOthers = [...orders.values()].filter(
		(order) => isOf(order, first.purchase) && !seen.isBought(order.id),
	);
	const newestMs = newestTimeIn(session, [...orders.values()]);
	const isOld = (order: Order, nowMs = newestMs) => wasThereBefore(session, order, first, nowMs);
	const paidFor = ofOthers.filter(isPaidFor).sort((a, b) => byId(a.id, b.id));
	const fresh = paidFor.filter((order) => !isOld(order));
	// An order that came after all known ones may only seem old: a clock may have been set back.
	const mayBe = (order: Order) => !isOld(order) || (isAbove(order) && !isOld(order, -Infinity));
	const candidates = fresh.length < lost.length ? paidFor.filter(mayBe) : fresh;
	// A list that was not read may show other buyers.
	const hasRivals =
		read.length < 2 ||
		session.account.limiter.isSplit ||
		candidates.some(
			(one) =>
				seen.isAwaited(one.id) ||
				!isNear(session, one, lost) ||
				ofOthers.some((other) => isOld(other) && !seen.isAwaited(other.id) && isLately(other, one)),
		);
	return success({ candidates, hasRivals, isWhole: isWhole && candidates.length === fresh.length });
}

/** Looks at orders that the ledger names and no list shows; undefined when it cannot be read, which is no veto. */
async function lookAtUnlisted(
	session: Session,
	listed: ReadonlyMap<string, Order>,
	lost: OpenPurchase,
): Promise<Array<Result<Order>> | undefined> {
	const { seen } = session.account;
	const ledger = await collect(newestFirst(transactionList(session)), () => false);
	if (!ledger.ok) return undefined;
	const all = ledger.value.items.filter((entry) => isOfType(entry, 'Hold'));
	const newestMs = Math.max(...all.map(({ createdMs = -Infinity }) => createdMs));
	const earliestMs = newestMs - (session.clock.now() - lost.sentMs + strayMs);
	const holds = all.filter(({ createdMs = Infinity }) => createdMs >= earliestMs);
	const ids = holds
		.map(({ orderId }) => orderId)
		.filter((id) => id !== '' && !listed.has(id) && !seen.isBought(id))
		.filter((id) => !isKnownBefore(session, id, lost));
	return await Promise.all(
		ids.slice(0, 20).map(async (id) => await getOrder(session, id, 'purchase')),
	);
}

/** A row that lacks these may match: a number that is overlooked would be bought twice. */
function isOf({ projectCode, region }: Order, wanted: Purchase): boolean {
	return (
		(projectCode === '' || isAlike(projectCode, wanted.projectCode)) &&
		isAlike(regionOf(region) ?? wanted.region, wanted.region)
	);
}

function isKnownBefore({ account }: Session, id: string, lost: OpenPurchase): boolean {
	if ((account.seen.seenSinceMs(id) ?? Infinity) < lost.sentMs) return true;
	return lost.baseline !== '' && byId(id, lost.baseline) <= 0;
}

/** @param newestMs the database's clock has reached it, and gone no further than ours since the purchase was sent */
function wasThereBefore(
	session: Session,
	order: Order,
	lost: OpenPurchase,
	newestMs: number,
): boolean {
	if (isKnownBefore(session, order.id, lost)) return true;
	const { sentMs } = lost;
	const sinceMs = session.clock.now() - sentMs + strayMs;
	const oldestMs = Math.min(sentMs, session.account.serverClock.at(sentMs)) - certainlyOldMs;
	return (order.createdMs ?? Infinity) < Math.max(newestMs - sinceMs, oldestMs);
}

/** A cancelled or expired order costs nothing. */
function isPaidFor(order: Order): boolean {
	return !['cancelled', 'expired'].includes(stateOf(order));
}

/**
 * Whether it was made while the purchases were on their way, as far as clocks tell. A hint, not proof: it only prevents
 * adopting what someone else bought before or after that, and never leads to a purchase.
 */
function isNear(session: Session, { createdMs }: Order, lost: readonly OpenPurchase[]): boolean {
	if (createdMs === undefined) return true;
	const nowMs = session.clock.now();
	const ageMs = databaseNow(session) - createdMs;
	const slackMs = nearMs + session.account.databaseClock.uncertaintyMs;
	return lost.some(
		({ sentMs, lost: answer }) =>
			ageMs <= nowMs - sentMs + slackMs && ageMs >= nowMs - (answer?.sinceMs ?? nowMs) - slackMs,
	);
}

function isLately(other: Order, candidate: Order): boolean {
	if (other.createdMs === undefined || candidate.createdMs === undefined) return true;
	return candidate.createdMs - other.createdMs < latelyMs;
}

/**
 * Decides what became of lost purchases.
 *
 * @param lost by the time of sending
 * @param isPatient whether the lists have been asked for long enough to believe that there is nothing
 * @returns a fate for each, or undefined when it is too early to tell
 */
export function decideFates(
	lost: number,
	{ candidates, hasRivals, isWhole }: Evidence,
	isPatient: boolean,
): Fate[] | undefined {
	const fates = (fate: (index: number) => Fate) =>
		Array.from({ length: lost }, (_, index) => fate(index));
	// The lists may be readable next time.
	if (!isWhole && hasRivals) return undefined;
	if (candidates.length > lost || (candidates.length > 0 && hasRivals)) {
		return fates(() => ({ kind: 'unknown', candidates }));
	}
	if (candidates.length < lost && !(isPatient && isWhole)) return undefined;
	return fates((index) => {
		const order = candidates[index];
		return order ? { kind: 'bought', order } : { kind: 'notBought' };
	});
}
