import { expiryOf, type Order } from './order';

/** How much of an order's life has been told. */
export type Told = 'nothing' | 'created' | 'received';

/**
 * An order whose life goes on. `expiresMs` is on the server's clock, null until it is known. `isChecked` when it was looked
 * at by itself since it was received: others have their turn first.
 */
export type Followed = { id: number; told: Told; expiresMs: number | null; isChecked: boolean };

/**
 * Everything that must be remembered to tell each event once. It is what is pending and a window of the newest orders,
 * however long the account's history is. Told from the same state, the same orders give the same events: a state that
 * was saved before some polls that had nothing to tell is as good to start from as the one after them.
 */
export type EventState = {
	/** Orders that were created before this, on the server's clock, are nobody's business unless they are followed. */
	sinceMs: number;
	/** No order up to this ID is looked for any more: all have been told of, or need not be. */
	settled: number;
	/** All orders up to this ID count as known; never above `settled`. */
	floor: number;
	/** Known orders above the floor, by rising ID: one with a lower ID may still come into view after them. */
	recent: readonly number[];
	/** By rising ID. */
	followed: readonly Followed[];
};

/** More than a page, so that a new order among the newest hundred is told from an old one. */
const window = 300;

/** Orders that were received may be completed later, or never; so many of them are followed. */
const receivedFollowed = 500;

/** The API shows whole seconds, and clocks are known to about one. */
const slackMs = 2_000;

/**
 * Nothing that was there at the start will be told, but what becomes of the pending orders will.
 *
 * @param newest the newest page of all orders
 * @param sinceMs the start, on the server's clock; it may be past, when the API could not be reached then
 */
export function begin(
	newest: readonly Order[],
	pending: readonly Order[],
	sinceMs: number,
): EventState {
	const old = [...newest, ...pending].filter(
		(row) => !(timeOf(row.created_at) > sinceMs + slackMs),
	);
	const goesOn = old.filter(
		(row) => row.status === 'pending' || timeOf(row.received_at) > sinceMs + slackMs,
	);
	const newestIds = idsOf(newest);
	const [oldestId = 1] = newestIds;
	return {
		sinceMs,
		settled: newestIds.at(-1) ?? 0,
		floor: oldestId - 1,
		recent: idsOf(old).filter((id) => newestIds.includes(id)),
		followed: idsOf(goesOn).map((id) => follow(id, 'created')),
	};
}

export function followedIn({ followed }: EventState, id: number): Followed | undefined {
	return followed.find((one) => one.id === id);
}

/** Whether nothing has been told of an order, and it is not too old for that. */
export function isNew(state: EventState, row: Order): boolean {
	return !isKnown(state, row.order_id) && !(timeOf(row.created_at) < state.sinceMs - slackMs);
}

export function isKnown({ floor, recent }: EventState, id: number): boolean {
	return id <= floor || recent.includes(id);
}

/** Notes that all orders up to an ID have been seen. */
export function settle(state: EventState, id: number): EventState {
	return { ...state, settled: Math.max(state.settled, id) };
}

/** Stops following orders that the API no longer knows. */
export function forget(state: EventState, ids: ReadonlySet<number>): EventState {
	return { ...state, followed: state.followed.filter(({ id }) => !ids.has(id)) };
}

/** The state with what is known and followed now, in their bounds. */
export function withKnown(
	state: EventState,
	known: ReadonlySet<number>,
	followed: Iterable<Followed>,
): EventState {
	return { ...state, ...windowOf(state, known), followed: bounded([...followed]) };
}

/** @param seen the order, if it has just been looked at */
export function follow(id: number, told: Told, seen?: Order, before?: Followed): Followed {
	const expiresMs = (seen && expiryOf(seen)) ?? before?.expiresMs ?? null;
	return { id, told, expiresMs, isChecked: before?.isChecked ?? false };
}

/** What a watch has met lies above orders that nobody has seen yet: the floor waits for a reading of them all. */
function windowOf(
	{ floor, settled }: EventState,
	known: ReadonlySet<number>,
): Pick<EventState, 'floor' | 'recent'> {
	const ids = [...known].filter((id) => id > floor).sort(byNumber);
	const below = Math.min(ids.at(-window - 1) ?? floor, Math.max(floor, settled));
	return { floor: below, recent: ids.filter((id) => id > below) };
}

function bounded(followed: Followed[]): Followed[] {
	const sorted = followed.sort((a, b) => a.id - b.id);
	const received = sorted.filter(({ told }) => told === 'received');
	const dropped = new Set(received.slice(0, -receivedFollowed));
	return sorted.filter((one) => !dropped.has(one));
}

/** NaN, which is neither before nor after anything, when there is none. */
function timeOf(time: string | null | undefined): number {
	return Date.parse(time ?? '');
}

/** Each once, rising. */
function idsOf(rows: readonly Order[]): number[] {
	return [...new Set(rows.map((row) => row.order_id))].sort(byNumber);
}

function byNumber(a: number, b: number): number {
	return a - b;
}
