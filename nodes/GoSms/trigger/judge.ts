import { followedIn, isKnown, type Followed } from '../domain/eventState';
import { eventsOf, type OrderEvent, type Seen, type Sighting } from '../domain/orderEvents';
import { isBare, stateOf, type Order } from '../domain/order';
import { endGraceMs } from '../engine/lifetime';
import { success, type Result } from '../transport/failure';
import { isRefusedKey } from '../transport/retry';
import { endOfCancelled, isPast } from './othersOrders';
import { warn, type Poll, type Subject } from './poll';
import { afterlifeMs, isDoubtful, isOver, noteLife, verdictOf } from './verdict';

/** An order that has been pending this long is looked up once if it is not known how long orders live. */
const learnLifeAfterMs = 30_000;

const looksAtATime = 10;

/** `rest` are those for which there was no time. */
export type Judged = Seen & { rest: string[] };

/**
 * Finds out what has become of orders. Those whose events are wanted are looked up, for the text of their SMS and their
 * life; for all others the row is enough, and for old ones too when there are many (`isLong`).
 */
export async function judge(
	poll: Poll,
	subjects: readonly Subject[],
	isLong: boolean,
): Promise<Result<Judged>> {
	const { events } = poll.saved;
	const news = subjects.filter(({ id }) => followedIn(events, id) ?? !isKnown(events, id));
	const looks = new Map<string, Result<Order>>();
	const wanted = news.filter((one) => isWorthALook(poll, one, isLong));
	const mayGoOn = () => poll.session.clock.now() < poll.untilMs;
	const look = async ({ id }: Subject) => {
		const answer = await poll.reading.look(id);
		looks.set(id, answer);
		noteLife(poll.turn, answer);
	};
	// The latest first: somebody may be waiting for their codes.
	while (wanted.length > 0 && mayGoOn()) {
		await Promise.all(wanted.splice(-looksAtATime).map(look));
	}
	const rest = wanted.map(({ id }) => id);
	const refusal = [...looks.values()].find((one) => !one.ok && isRefusedKey(one.failure));
	if (refusal && !refusal.ok) return refusal;

	const found: Sighting[] = [];
	const postponed: string[] = [];
	for (const one of news) {
		if (rest.includes(one.id)) continue;
		const verdict = verdictOf(poll, one, looks.get(one.id), isLong);
		if (verdict) found.push(verdict);
		else postponed.push(one.id);
	}
	const doubtful = found.filter((one) => isDoubtful(poll, one)).map(({ order }) => order);
	const isRead = await poll.ledger.read(doubtful, mayGoOn);
	const sightings: Sighting[] = [];
	for (const one of found) {
		if (!isDoubtful(poll, one)) sightings.push(one);
		else if (!isRead && poll.ledger.returnOf(one.order.id) === undefined) rest.push(one.order.id);
		else sightings.push({ ...one, ...endOfCancelled(poll, one.order) });
	}
	const over = sightings.filter((one) => isOver(poll, one));
	warnOfUnknown(poll, over);
	return success({ sightings, postponed, dropped: over.map(({ order }) => order.id), rest });
}

/** Their ends may be wanted, and will not be reported. */
function warnOfUnknown(poll: Poll, over: readonly Sighting[]): void {
	const lost = over.filter(
		({ order, state }) =>
			state === 'waiting' && order.status === 'unknown' && poll.settings.matches(order),
	);
	const [one] = lost;
	if (!one) return;
	const { id, statusWord } = one.order;
	warn(
		poll.context,
		`GoSMS still shows order ${id} as “${statusWord}” an hour after its end, and this node does not know that status. The trigger no longer follows such orders: ${lost.length}.`,
	);
}

function isWorthALook(poll: Poll, { id, row }: Subject, isLong: boolean): boolean {
	if (!row) return true;
	const { settings } = poll;
	if (!settings.matches(row)) return false;
	const before = followedIn(poll.saved.events, id);
	const state = stateOf(row);
	// The list says enough of what is long over.
	const longAgoMs = state === 'waiting' ? afterlifeMs : endGraceMs;
	const isHidden = state === 'arrived' && isBare(row);
	if (isLong && !isHidden && isPast(poll, row, longAgoMs)) return false;
	if (state === 'waiting') return isWorthALookWhilePending(poll, row, before);
	const news = eventsOf(before?.told ?? 'nothing', { order: row, state });
	const ends: OrderEvent[] = state === 'arrived' ? [] : ['cancelled', 'expired'];
	const isWanted = [...news, ...ends].some(
		(event) => event !== 'created' && settings.events.has(event),
	);
	return isWanted && (settings.withText || state !== 'arrived' || isHidden);
}

function isWorthALookWhilePending(poll: Poll, row: Order, before: Followed | undefined): boolean {
	if (isPast(poll, row, endGraceMs)) return row.status === 'pending';
	const { askedForLife, lifeMs: known } = poll.turn.memory;
	const ageMs = poll.session.clock.now() - (before?.sinceMs ?? Infinity);
	if (known !== undefined || ageMs < learnLifeAfterMs || askedForLife.has(row.id)) return false;
	askedForLife.add(row.id);
	return true;
}
