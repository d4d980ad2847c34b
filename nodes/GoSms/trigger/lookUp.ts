import { stateOf, type Order, type OrderState } from '../domain/order';
import { followedIn, isNew, type EventState, type Followed } from '../domain/eventState';
import { eventsOf, type OrderEvent, type Sighting } from '../domain/orderEvents';
import { getOrder, listOrders } from '../transport/api';
import { failed, success, type Failure, type Result } from '../transport/failure';

import { saysExpired } from '../transport/retry';
import type { Session } from '../transport/session';
import { endsByLedger } from './endsByLedger';
import type { Changed } from './readChanged';
import type { TriggerSettings } from './settings';

/** Nobody waits so long for an SMS: pending orders that do not say when they expire are given up, or they would heap up. */
const ancientMs = 3_600_000;

export type Seen = {
	sightings: Sighting[];
	/** Could not be looked at this time. */
	postponed: number[];
	/** Not known to the API any more. */
	gone: number[];
	/** The first for which there was no time. */
	restFrom: number | undefined;
};

/** A poll looks at no more orders than that one by one, so many at a time; the next goes on where it stopped. */
const looksAPoll = 200;
const looksAtATime = 20;

/** An order that has been pending so long is asked once when it expires: no row of a list tells. */
const learnExpiryAfterMs = 30_000;

export type LookUp = Changed & {
	/** Orders among the rows that were looked up already. */
	whole?: ReadonlySet<number>;
	/** No look-up begins later, on this machine's clock. */
	untilMs: number;
};

/**
 * Finds out what rows mean. Orders whose events are wanted are looked up themselves, for the text of their SMS and their
 * expiry; for all others the row is enough. By rising ID, so that what there was no time for comes later as something new.
 */
export async function lookUp(
	session: Session,
	settings: TriggerSettings,
	state: EventState,
	{ rows, missing, whole = new Set(), untilMs }: LookUp,
): Promise<Result<Seen>> {
	const now = session.account.serverClock.at(session.clock.now());
	const seen: Seen = { sightings: [], postponed: [], gone: [], restFrom: undefined };
	const found: Order[] = [];
	const expired = new Set<number>();
	const subjects = [...byRisingId(rows), ...missing.map((id) => ({ id, row: undefined }))];
	let looks = 0;
	while (subjects.length > 0 && looks < looksAPoll && session.clock.now() < untilMs) {
		const some = subjects.splice(0, looksAtATime).filter(({ id, row }) => {
			const before = followedIn(state, id);
			if (!row) return true;
			if (!before && !isNew(state, row)) return false;
			const isEnough = whole.has(id) || !isWorthALook(row, before, settings, now);
			if (isEnough) found.push(row);
			return !isEnough;
		});
		looks += some.length;
		const answers = await Promise.all(
			some.map(async ({ id }) => ({ id, look: await getOrder(session, id, 'look') })),
		);
		for (const { id, look } of answers) {
			if (look.ok) found.push(look.value);
			else if (isRefusedKey(look.failure)) return failed(look.failure);
			else if (saysExpired(look.failure)) expired.add(id);
			else if ('status' in look.failure && look.failure.status === 404) seen.gone.push(id);
			else seen.postponed.push(id);
		}
	}
	seen.restFrom = subjects.find(({ row }) => row)?.id;
	const listed = await rowsOf(session, expired, rows);
	if (!listed.ok) return listed;
	found.push(...listed.value);
	const shown = new Set(listed.value.map(({ order_id }) => order_id));
	seen.gone.push(...[...expired].filter((id) => !shown.has(id)));
	const doubtful = found.filter((order) => isAmbiguous(order, now));
	const { ends, undecided } = await endsByLedger(session, doubtful);
	for (const order of found) {
		const id = order.order_id;
		const before = followedIn(state, id);
		if (undecided.has(id)) {
			seen.postponed.push(id);
			continue;
		}
		const isCheck = before?.told === 'received' && missing.includes(id);
		const end = expired.has(id) ? 'expired' : (ends.get(id) ?? stateNow(order, before, now));
		seen.sightings.push({ order, state: end, ...(isCheck && { isCheck }) });
	}
	return success(seen);
}

function byRisingId(rows: readonly Order[]) {
	return rows.map((row) => ({ id: row.order_id, row })).sort((a, b) => a.id - b.id);
}

/** What the list says of orders that the API does not show by themselves any more. */
async function rowsOf(
	session: Session,
	ids: ReadonlySet<number>,
	known: readonly Order[],
): Promise<Result<Order[]>> {
	const found = known.filter(({ order_id }) => ids.has(order_id));
	if (found.length === ids.size) return success(found);
	const all = await readNewest<Order>({
		fetchPage: async (page) => await listOrders(session, page),
		idOf: (row) => row.order_id,
		wantsOlder: (row) => row.order_id > Math.min(...ids),
	});
	return all.ok ? success(all.value.filter(({ order_id }) => ids.has(order_id))) : all;
}

function isRefusedKey(failure: Failure): boolean {
	return 'status' in failure && (failure.status === 401 || failure.status === 403);
}

function isWorthALook(
	row: Order,
	before: Followed | undefined,
	{ matches, events, withText }: TriggerSettings,
	now: number,
): boolean {
	if (!matches(row)) return false;
	const state = stateNow(row, before, now);
	const news = eventsOf(before?.told ?? 'nothing', { order: row, state });
	if (state === 'waiting' && before?.expiresMs === null) {
		if (!(now < Date.parse(row.created_at ?? '') + learnExpiryAfterMs)) return true;
	}
	const ends: OrderEvent[] = state === 'cancelled' ? ['cancelled', 'expired'] : [];
	const isWanted = [...news, ...ends].some((event) => events.has(event));
	return isWanted && (withText || state === 'cancelled' || state === 'expired');
}

/** Rows do not say when an order expires, but it may be known. */
function stateNow(order: Order, before: Followed | undefined, now: number): OrderState {
	const expired_at =
		order.expired_at ?? (before?.expiresMs ? new Date(before.expiresMs).toISOString() : null);
	const isAncient = Date.parse(order.created_at ?? '') < now - ancientMs;
	if (order.status === 'pending' && expired_at === null && isAncient) return 'expired';
	return stateOf({ ...order, expired_at }, now, before !== undefined);
}

/** Cancelled, and its time is over by now: that may have been the reason, or not. */
function isAmbiguous(order: Order, now: number): boolean {
	return order.status === 'cancelled' && Date.parse(order.expired_at ?? '') <= now;
}
