import { settle } from '../domain/eventState';
import { areIdsRandom, byId, timeReachedBy, type Order } from '../domain/order';
import { tell } from '../domain/orderEvents';
import { failed, success, withoutIds, type Failure, type Result } from '../transport/failure';
import { collect, newestFirst } from '../transport/lists';
import { readSince } from '../transport/listSince';
import { judge } from './judge';
import { handOver, keep, toItems, warn, type Poll, type Subject } from './poll';

/** Codes of open orders must not wait for old ones. */
const freshEveryMs = 4_000;

const randomIds: Failure = {
	kind: 'explained',
	happened:
		'The order IDs of this GoSMS account do not increase, so this trigger would miss orders',
	remedy: 'Use Create and Wait for SMS in the workflow that buys the number instead.',
};

/** Orders that no list shows are asked for one by one, this many a look. */
const looksAtMissing = 20;

/**
 * Reads what has happened since the last look, and saves and reports it page by page. The newest orders come first,
 * then what is left of older ones, from the oldest on.
 *
 * @param wants `pending` leaves out those that have been received and may still be completed
 * @returns how many pages that took
 */
export async function look(poll: Poll, wants: 'all' | 'pending'): Promise<Result<number>> {
	const { clock } = poll.session;
	const { memory } = poll.turn;
	const awaited = poll.saved.events.followed.filter(
		({ told }) => wants === 'all' || told !== 'received',
	);
	const target = [poll.saved.events.settled, ...awaited.map(({ id }) => id)].sort(byId)[0] ?? '';
	const seen = new Set<string>();
	const rows: Order[] = [];
	let pages = 0;
	let freshMs = clock.now();
	poll.ledger.startAgain();
	for await (const page of readSince(poll.reading.orders, ({ id }) => byId(id, target) <= 0)) {
		if (!page.ok) return page;
		const { items, skipped, isJoined, left } = page.value;
		pages += 1;
		if (pages === 1 && items.length === 0 && skipped > 0) return failed(withoutIds);
		if (pages === 1 && areIdsRandom(items)) return failed(randomIds);
		if (skipped > 0 && !memory.hasSkipped) {
			memory.hasSkipped = true;
			warn(poll.context, `Rows without an order ID are left out: ${skipped}.`);
		}
		if (pages === 1) poll.databaseMs = timeReachedBy(items) ?? poll.databaseMs;
		rows.push(...items);
		// Only the second page shows whether there are many.
		if (pages === 1 && !isJoined) continue;
		const some = rows.splice(0);
		for (const { id } of some) seen.add(id);
		const taken = await take(poll, subjectsOf(some), !isJoined || pages > 2);
		if (!taken.ok) return taken;
		if (isJoined) settleTo(poll, some, taken.value);
		if (clock.now() >= poll.untilMs) return success(pages);
		if (left === 0 && isJoined) break;
		if (clock.now() < freshMs + freshEveryMs) continue;
		freshMs = clock.now();
		const before = poll.items.length;
		const fresh = await collect(newestFirst(poll.reading.orders), () => false);
		const told = fresh.ok ? await take(poll, subjectsOf(fresh.value.items), true) : fresh;
		if (!told.ok) return told;
		if (poll.items.length > before && !handOver(poll)) return success(pages);
	}
	const missing = awaited.filter(({ id }) => !seen.has(id) && !poll.lookedUp.has(id));
	const asked = missing.slice(0, looksAtMissing).map(({ id }) => ({ id, row: undefined }));
	for (const { id } of asked) poll.lookedUp.add(id);
	const taken = asked.length > 0 ? await take(poll, asked, false) : success([]);
	return taken.ok ? success(pages) : taken;
}

/** @returns the IDs of those for which there was no time */
async function take(
	poll: Poll,
	subjects: readonly Subject[],
	isLong: boolean,
): Promise<Result<string[]>> {
	const judged = await judge(poll, subjects, isLong);
	if (!judged.ok || !poll.turn.isCurrent()) return judged.ok ? success([]) : judged;
	const { memory } = poll.turn;
	const { state, tellings } = tell(poll.saved.events, judged.value, poll.session.clock.now());
	const followed = new Set(state.followed.map(({ id }) => id));
	for (const { id, row } of subjects) if (row && followed.has(id)) memory.rows.set(id, row);
	for (const some of [memory.rows, memory.bareSinceMs, memory.askedForLife]) {
		for (const id of some.keys()) if (!followed.has(id)) some.delete(id);
	}
	poll.items.push(...toItems(tellings, poll.settings));
	poll.saved = { ...poll.saved, events: state };
	keep(poll, poll.saved);
	return success(judged.value.rest);
}

/** Up to the newest of these orders, or to the first for which there was no time. */
function settleTo(poll: Poll, orders: readonly Order[], rest: readonly string[]): void {
	const [firstLeft] = [...rest].sort(byId);
	const done = orders
		.map(({ id }) => id)
		.filter((id) => firstLeft === undefined || byId(id, firstLeft) < 0);
	const last = done.sort(byId).at(-1);
	if (last === undefined) return;
	poll.saved = { ...poll.saved, events: settle(poll.saved.events, last) };
	keep(poll, poll.saved);
}

/** By rising ID. */
function subjectsOf(rows: readonly Order[]): Subject[] {
	return rows.map((row) => ({ id: row.id, row })).sort((a, b) => byId(a.id, b.id));
}
