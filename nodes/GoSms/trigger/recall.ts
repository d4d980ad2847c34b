import { begin, type EventState } from '../domain/eventState';
import type { Order } from '../domain/order';
import { isSameAccount } from '../engine/whoseKey';
import { success, type Result } from '../transport/failure';
import { collect, newestFirst, orderList, wholeList } from '../transport/lists';
import { databaseNow, type Session } from '../transport/session';
import { keep, type Poll } from './poll';
import { placeOf, readState, type SavedState } from './savedState';

type Place = Pick<Poll, 'context' | 'turn' | 'session'>;

/** The API shows whole seconds, and clocks are known to about one. */
const slackMs = 2_000;

/** When the API is reached so long after the activation, there may have been orders since. */
const lateMs = 10_000;

/** Of the orders that were there, and of those that are pending. */
const mostPages = 50;

/** What an earlier poll has left, here or before a restart; a new beginning where there is nothing sound. */
export async function recall({ context, turn, session }: Place): Promise<Result<SavedState>> {
	const { accountId, clock } = session;
	const nowMs = clock.now();
	const fresh = { accountId, user: null, activatedMs: nowMs, events: undefined };
	const { name } = context.getNode();
	const warn = (why: string) => context.logger.warn(`${name}: ${why}`);
	const [data, field] = placeOf(context);
	const reading = readState(data, nowMs, field);
	if (reading.kind === 'damaged') {
		warn(
			'what was kept of earlier polls cannot be read, so the trigger begins anew; orders that are pending now are followed.',
		);
		return success(fresh);
	}
	const saved = reading.kind === 'saved' ? reading.saved : turn.memory.saved;
	if (!saved) {
		if (turn.formerName) {
			warn(
				`n8n keeps nothing of “${turn.formerName}” under this name, so the trigger begins anew; orders that are pending now are followed.`,
			);
		}
		return success(fresh);
	}
	if (saved.accountId === accountId) return success(saved);

	const { events } = saved;
	const anOrder = events?.recent.at(-1) ?? events?.followed.at(-1)?.id;
	const isSame = await isSameAccount(session, saved.user, anOrder);
	if (!isSame.ok) return isSame;
	if (isSame.value) return success({ ...saved, accountId });
	warn('the credential belongs to another account, so the trigger begins anew.');
	return success(fresh);
}

/** From here on everything counts. */
export async function start(place: Place, saved: SavedState): Promise<Result<EventState>> {
	const { session } = place;
	const { clock } = session;
	// Kept before anything is known: should the API be out of reach, this is when the trigger began.
	keep(place, saved);
	const awayMs = clock.now() - saved.activatedMs;
	let sinceMs = Infinity;
	const isAfter = (ms: number | undefined) => ms !== undefined && ms > sinceMs + slackMs;
	let pages = 0;
	const newest = await collect(
		newestFirst(orderList(session, undefined, () => 'background')),
		(rows) => {
			if (pages === 0 && awayMs > lateMs) sinceMs = databaseTime(session, rows) - awayMs;
			pages += 1;
			return pages < mostPages && rows.every(({ createdMs }) => isAfter(createdMs));
		},
	);
	if (!newest.ok) return newest;
	pages = 0;
	const pending = await collect(
		wholeList(orderList(session, 'pending', () => 'background')),
		// A server that ignores the filter gives pages without any.
		(rows) => rows.length > 0 && ++pages < mostPages,
	);
	if (!pending.ok) return pending;
	const known = newest.value.items.filter(({ createdMs }) => !isAfter(createdMs));
	const old = [...known, ...pending.value.items.filter(({ createdMs }) => !isAfter(createdMs))];
	const goesOn = old.filter(
		({ status, receivedMs }) => status === 'pending' || isAfter(receivedMs),
	);
	return success(begin(known, goesOn, clock.now()));
}

/** The clock of the API's database, so far as that of its answers agrees with what it has written. */
function databaseTime(session: Session, rows: readonly Order[]): number {
	const written = rows.flatMap(({ createdMs, receivedMs }) =>
		[createdMs ?? [], receivedMs ?? []].flat(),
	);
	return Math.max(databaseNow(session), ...written);
}
