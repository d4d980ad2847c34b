import { begin, type EventState } from '../domain/eventState';
import { stateOf, timeReachedBy, type Order } from '../domain/order';
import { newestTimeIn, slackMs } from '../engine/staleness';
import { accountReading } from '../transport/accountReading';
import { getOrder, getProfile } from '../transport/api';
import { failed, reasonFor, success, withoutIds, type Result } from '../transport/failure';
import { collect, newestFirst, orderList } from '../transport/lists';
import { fieldsOf, textIn } from '../transport/reading/fields';
import { databaseNow, type Session } from '../transport/session';
import { Ledger } from './ledger';
import { livingOf } from './othersOrders';
import { keep, warn, type Poll } from './poll';
import { keptText, placeOf, readState, type SavedState } from './savedState';
import { noteLife } from './verdict';

type Place = Pick<Poll, 'context' | 'turn' | 'session' | 'untilMs'>;

/** If the API is reached this long after the activation, there may have been orders since. */
const lateMs = 10_000;

/** Of the newest orders, and of the pending ones. */
const mostPages = 50;

/**
 * On a busy machine n8n reads a durable poller's cursor before the previous poll's is stored. Such a poll is skipped; the
 * next one shows whether it was stored.
 */
export function isBehind({ context, turn }: Pick<Place, 'context' | 'turn'>): boolean {
	const { memory, isActivation } = turn;
	const given = keptText(context);
	const isOlder = given !== memory.kept.at(-1) && memory.kept.includes(given);
	memory.kept = isOlder || given === 'null' ? [] : [given];
	return isOlder && !isActivation;
}

/** What an earlier poll has saved, here or before a restart; a fresh start where that is not sound. */
export async function recall({ context, turn, session }: Place): Promise<Result<SavedState>> {
	const { accountId, clock } = session;
	const nowMs = clock.now();
	const fresh = { accountId, user: null, activatedMs: nowMs, events: undefined, chosen: undefined };
	const startOver = (why: string) => {
		warn(
			context,
			`${why}, so the trigger starts over: it follows the orders that are pending now.`,
		);
		return success(fresh);
	};
	const read = readState(...placeOf(context));
	if (read === 'damaged') return startOver('the saved progress cannot be read');
	const saved = read ?? turn.memory.saved;
	if (!saved) return success(fresh);
	if (saved.accountId === accountId) return success(saved);

	const { events } = saved;
	const anOrder = events?.recent.at(-1) ?? events?.followed.at(-1)?.id;
	const isSame = await isSameAccount(session, saved.user, anOrder);
	if (!isSame.ok) return isSame;
	if (isSame.value) return success({ ...saved, accountId });
	return startOver('the credential belongs to another account');
}

/** Whether another key belongs to the account as before: by its user or, if that was never learned, by whether it knows an order. */
async function isSameAccount(
	session: Session,
	user: string | null,
	orderId: string | undefined,
): Promise<Result<boolean>> {
	if (user !== null) {
		const now = await userOf(session);
		if (!now.ok) return now;
		if (now.value !== null) return success(now.value === user);
	}
	if (orderId === undefined) return success(true);
	const order = await getOrder(session, orderId, 'background');
	if (!order.ok && reasonFor(order.failure) !== 'notFound') return order;
	return success(order.ok);
}

/** Tells accounts apart; null when a profile does not. */
export async function userOf(session: Session): Promise<Result<string | null>> {
	const profile = await getProfile(session);
	if (!profile.ok) return profile;
	const user = textIn(fieldsOf(profile.value), 'userid', 'id', 'username', 'email');
	return success(user ? `${user} ${session.baseUrl}` : null);
}

/** From here on everything counts. */
export async function start(place: Place, saved: SavedState): Promise<Result<EventState>> {
	const { session, turn } = place;
	const { clock } = session;
	// Kept before anything is known: should the API be out of reach, this is when the trigger began.
	keep(place, saved);
	const awayMs = clock.now() - saved.activatedMs;
	let sinceMs = Infinity;
	const isAfter = (ms: number | undefined) => ms !== undefined && ms > sinceMs + slackMs;
	let pages = 0;
	const newest = await collect(newestFirst(orderList(session)), (rows) => {
		if (pages === 0 && awayMs > lateMs) sinceMs = databaseTime(session, rows) - awayMs;
		pages += 1;
		return pages < mostPages && rows.every(({ createdMs }) => isAfter(createdMs));
	});
	if (!newest.ok) return newest;
	const { items, skipped } = newest.value;
	if (items.length === 0 && skipped > 0) return failed(withoutIds);
	const newestPages = pages;
	pages = 0;
	const sinceYesterdayMs = databaseTime(session, items) - 86_400_000;
	const mayLive = ({ createdMs = Infinity }: Order) => createdMs > sinceYesterdayMs;
	const pending = await collect(
		newestFirst(orderList(session, 'pending')),
		// A server that ignores the filter gives pages without any.
		(rows) => rows.some(mayLive) && ++pages < mostPages,
	);
	if (!pending.ok) return pending;
	const known = items.filter(({ createdMs }) => !isAfter(createdMs));
	const old = [...known, ...pending.value.items.filter(({ createdMs }) => !isAfter(createdMs))];
	const open = old.filter((order) => stateOf(order) === 'waiting');
	const reading = accountReading(session, turn.memory);
	const [first] = open;
	if (first) noteLife(turn, await reading.look(first.id));
	const ledger = new Ledger(reading.entries);
	const times = { ...place, saved, ledger, databaseMs: timeReachedBy(items) };
	const mayGoOn = () => clock.now() < place.untilMs;
	const living = await livingOf(times, open, databaseTime(session, items), mayGoOn);
	const goesOn = old.filter((order) => isAfter(order.receivedMs) || living.includes(order));
	// What is older than all that was read is not told.
	const bounds = known.length === 0 && newestPages >= mostPages ? items.slice(-1) : known;
	return success(begin(bounds, goesOn, clock.now()));
}

/** What time it is for the API's database: later than it seems if its own rows say so. */
function databaseTime(session: Session, rows: readonly Order[]): number {
	return Math.max(databaseNow(session), newestTimeIn(session, rows));
}
