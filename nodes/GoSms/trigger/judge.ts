import { followedIn, isKnown, type Followed } from '../domain/eventState';
import { eventsOf, type OrderEvent, type Seen, type Sighting } from '../domain/orderEvents';
import {
	isBare,
	joined,
	lifeOf,
	stateOf,
	usualLifeMs,
	type Order,
	type OrderState,
} from '../domain/order';
import { failed, reasonFor, success, type Failure, type Result } from '../transport/failure';
import { isRefused, saysExpired } from '../transport/retry';
import { databaseNow } from '../transport/session';
import type { AccountReading } from './accountReading';
import type { Poll } from './poll';

/** How long after its end an order may still get its SMS: clocks and the vendor's clean-up lag. */
const endGraceMs = 5_000;

/** The API shows whole seconds. */
const wholeSecondMs = 1_500;

/** So long after its end nobody waits any more for an order to be completed, or for a status that is understood. */
const afterlifeMs = 3_600_000;

/** Decision 17: the code and the text may come so long after the status. */
const bareMs = 30_000;

/** An order that has been pending so long is looked up once while nobody knows how long orders live. */
const learnLifeAfterMs = 30_000;

const looksAtATime = 10;

/** An order of which there may be news; no row when no list shows it. */
export type Subject = { id: string; row: Order | undefined };

/** `rest` are those for which there was no time. */
export type Judged = Seen & { rest: string[] };

/**
 * Finds out what has become of orders. Those whose events are wanted are looked up, for the text of their SMS and their
 * life; for all others the row is enough, and for old ones in a long list too.
 */
export async function judge(
	poll: Poll,
	reading: AccountReading,
	subjects: readonly Subject[],
	rowsAreEnough: boolean,
): Promise<Result<Judged>> {
	const { events } = poll.saved;
	const news = subjects.filter(({ id }) => followedIn(events, id) ?? !isKnown(events, id));
	const looks = new Map<string, Result<Order>>();
	const rest: string[] = [];
	const wanted = news.filter((one) => isWorthALook(poll, one, rowsAreEnough));
	// The latest first: somebody may be waiting for their codes.
	for (let some = wanted.splice(-looksAtATime); some.length > 0; ) {
		if (poll.session.clock.now() >= poll.untilMs) rest.push(...some.map(({ id }) => id));
		else {
			const look = async ({ id }: Subject) => looks.set(id, await reading.look(id));
			await Promise.all(some.map(look));
			learn(poll, looks.values());
		}
		some = wanted.splice(-looksAtATime);
	}
	const refusal = [...looks.values()].find((look) => !look.ok && isRefusedKey(look.failure));
	if (refusal && !refusal.ok) return failed(refusal.failure);

	const found = news.flatMap((one) => (rest.includes(one.id) ? [] : [verdictOf(poll, one, looks)]));
	const doubtful = found.flatMap((one) =>
		'order' in one && isDoubtful(poll, one) ? [one.order] : [],
	);
	const mayGoOn = () => poll.session.clock.now() < poll.untilMs;
	if (doubtful.length > 0) await poll.ledger.read(doubtful, mayGoOn);
	const judged: Required<Judged> = { sightings: [], postponed: [], dropped: [], rest };
	const sightings: Sighting[] = [];
	for (const one of found) {
		if ('postponed' in one) judged.postponed = [...judged.postponed, one.postponed];
		else sightings.push(doubtful.includes(one.order) ? endOf(poll, one) : one);
	}
	const dropped = sightings.filter((one) => isOver(poll, one)).map(({ order }) => order.id);
	return success({ ...judged, sightings, dropped });
}

function learn({ turn }: Poll, looks: Iterable<Result<Order>>): void {
	for (const look of looks) {
		if (!look.ok || look.value.createdMs === undefined || !look.value.expiresMs) continue;
		turn.memory.lifeMs = lifeOf(look.value);
	}
}

function isRefusedKey(failure: Failure): boolean {
	const reason = reasonFor(failure);
	return isRefused(failure) && (reason === 'key' || reason === 'access');
}

function isWorthALook(
	{ settings, ...poll }: Poll,
	{ id, row }: Subject,
	rowsAreEnough: boolean,
): boolean {
	if (!row) return true;
	if (!settings.matches(row)) return false;
	const before = followedIn(poll.saved.events, id);
	const state = stateOf(row);
	if (state === 'waiting')
		return row.status === 'pending' && isWorthALookWhilePending(poll, row, before);
	const news = eventsOf(before?.told ?? 'nothing', { order: row, state });
	const ends: OrderEvent[] = state === 'arrived' ? [] : ['cancelled', 'expired'];
	const isWanted = [...news, ...ends].some(
		(event) => event !== 'created' && settings.events.has(event),
	);
	if (!isWanted || rowsAreEnough) return false;
	return settings.withText || state !== 'arrived';
}

function isWorthALookWhilePending(
	poll: Pick<Poll, 'turn' | 'session' | 'databaseMs'>,
	row: Order,
	before: Followed | undefined,
): boolean {
	if (isPast(poll, row, before, endGraceMs)) return true;
	const { askedForLife, lifeMs: known } = poll.turn.memory;
	const ageMs = poll.session.clock.now() - (before?.sinceMs ?? Infinity);
	if (known !== undefined || ageMs < learnLifeAfterMs || askedForLife.has(row.id)) return false;
	askedForLife.add(row.id);
	return true;
}

/**
 * Whether an order's life has been over for so long: by the time since it was seen first, or by the times of one clock,
 * that of the API's database.
 */
function isPast(
	poll: Pick<Poll, 'turn' | 'session' | 'databaseMs'>,
	order: Order,
	before: Followed | undefined,
	byMs: number,
): boolean {
	const { session, databaseMs = -Infinity } = poll;
	const life = lifeMs(poll, order, before) + byMs;
	const sinceMs = before?.sinceMs ?? Infinity;
	return (
		session.clock.now() - sinceMs >= life || databaseMs - (order.createdMs ?? Infinity) >= life
	);
}

function lifeMs({ turn }: Pick<Poll, 'turn'>, order: Order, before: Followed | undefined): number {
	if (order.createdMs !== undefined && order.expiresMs !== undefined) return lifeOf(order);
	return before?.lifeMs ?? turn.memory.lifeMs ?? usualLifeMs;
}

type Verdict = Sighting | { postponed: string };

function verdictOf(
	poll: Poll,
	{ id, row: listed }: Subject,
	looks: ReadonlyMap<string, Result<Order>>,
): Verdict {
	const { rows, bareSinceMs } = poll.turn.memory;
	const before = followedIn(poll.saved.events, id);
	const look = looks.get(id);
	const row = listed ?? rows.get(id);
	const order = look?.ok ? (row ? joined(row, look.value) : look.value) : row;
	const nowMs = poll.session.clock.now();
	if (!look || look.ok) {
		if (!order) return { postponed: id };
		const state = stateOf(order);
		if (state === 'arrived' && isBare(order) && poll.settings.matches(order)) {
			const sinceMs = bareSinceMs.get(id) ?? nowMs;
			bareSinceMs.set(id, sinceMs);
			const isOld = isPast(poll, order, before, endGraceMs);
			if (nowMs < sinceMs + bareMs && !isOld) return { postponed: id };
		}
		const isOverdue = order.status === 'pending' && isPast(poll, order, before, endGraceMs);
		return { order, state: state === 'waiting' && isOverdue && look ? 'expired' : state };
	}
	const { failure } = look;
	const known = order ?? unseen(id);
	if (saysExpired(failure)) return { order: known, state: 'expired' };
	if (order && stateOf(order) !== 'waiting' && !isBare(order)) {
		return { order, state: stateOf(order), note: 'The text of the SMS could not be read.' };
	}
	if (order && ['cancelled', 'expired'].includes(order.status))
		return { order, state: stateOf(order) };
	// An order that the API does not know any more, after its life, got no SMS that anybody could read.
	const isGone = isRefused(failure) && isPast(poll, known, before, endGraceMs);
	if (!isGone) return { postponed: id };
	return { order: known, state: 'expired', note: 'GoSMS no longer shows this order by itself.' };
}

function unseen(id: string): Order {
	return {
		id,
		phone: '',
		projectCode: '',
		region: '',
		status: 'unknown',
		statusWord: '',
		price: undefined,
		code: '',
		text: '',
		createdMs: undefined,
		expiresMs: undefined,
		receivedMs: undefined,
		row: { order_id: id },
	};
}

/** Cancelled, whoever did it: its time may have been over. */
function isDoubtful({ settings }: Poll, { order, state }: Sighting): boolean {
	const isWanted = settings.events.has('cancelled') || settings.events.has('expired');
	return state === 'cancelled' && isWanted && settings.matches(order);
}

/** An order that was cancelled at the end of its life has expired (decision 1). */
function endOf(poll: Poll, sighting: Sighting): Sighting {
	const { order } = sighting;
	const before = followedIn(poll.saved.events, order.id);
	const life = lifeMs(poll, order, before) - wholeSecondMs;
	const endedMs = poll.ledger.returnOf(order.id);
	const stateAfter = (ms: number): OrderState => (ms >= life ? 'expired' : 'cancelled');
	if (endedMs !== undefined && order.createdMs !== undefined) {
		return { ...sighting, state: stateAfter(endedMs - order.createdMs) };
	}
	// Nobody can have seen its end later than now.
	const nowMs = databaseNow(poll.session);
	const isPossible =
		isPast(poll, order, before, -wholeSecondMs) || nowMs - (order.createdMs ?? nowMs) >= life;
	if (!isPossible) return { ...sighting, state: 'cancelled' };
	const note =
		'Whether it expired or was cancelled is not sure: the ledger of the account does not say.';
	return { ...sighting, state: 'expired', note };
}

/** Nothing that is wanted can still happen to it. */
function isOver(poll: Poll, { order, state }: Sighting): boolean {
	const { settings } = poll;
	if (!settings.matches(order)) return true;
	const before = followedIn(poll.saved.events, order.id);
	if (state === 'arrived' && !settings.events.has('completed')) return true;
	const isWaitedFor = state === 'arrived' || order.status === 'unknown';
	return isWaitedFor && isPast(poll, order, before, afterlifeMs);
}
