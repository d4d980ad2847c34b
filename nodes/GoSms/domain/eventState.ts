import { byId } from './order';

type Identified = { id: string };

/** How much of an order's life was reported. */
export type Told = 'nothing' | 'created' | 'received';

/** An order that can still change. */
export type Followed = {
	id: string;
	told: Told;
	/** When it was first seen, on this machine's clock: its life is counted from then. */
	sinceMs: number;
	/** How long it lives, once a look has said so: the rows of the list do not. */
	lifeMs: number | null;
};

/**
 * What must be remembered to report each event once: what is pending and a window of the newest orders, however long
 * the account's history is. From the same state, the same orders give the same events: a state that was saved before
 * polls with nothing to report is as good a start as the one after them.
 */
export type EventState = {
	/** No order up to this ID is looked for any longer: all were reported, or need not be. */
	settled: string;
	/** All orders up to this ID count as known; never above `settled`. */
	floor: string;
	/** Known orders above the floor, by rising ID: one with a lower ID may still come into view after them. */
	recent: readonly string[];
	/** By rising ID. */
	followed: readonly Followed[];
};

/** More than a page, so that a new order among the newest hundred can be told from an old one. */
const window = 300;

/**
 * What was there at the start is not reported, but what becomes of the pending orders is.
 *
 * @param known the newest orders that were there
 * @param goesOn the orders that can still change
 */
export function begin(
	known: readonly Identified[],
	goesOn: readonly Identified[],
	sinceMs: number,
): EventState {
	const recent = sorted(known.map(({ id }) => id));
	const [oldest = ''] = recent;
	const followed = sorted(goesOn.map(({ id }) => id)).map((id) => follow(id, 'created', sinceMs));
	// The oldest is the floor itself: no ID below it is known by name.
	return { settled: recent.at(-1) ?? '', floor: oldest, recent: recent.slice(1), followed };
}

export function follow(id: string, told: Told, sinceMs: number, lifeMs?: number): Followed {
	return { id, told, sinceMs, lifeMs: lifeMs ?? null };
}

export function followedIn(state: EventState | undefined, id: string): Followed | undefined {
	return state?.followed.find((one) => one.id === id);
}

export function isKnown({ floor, recent }: EventState, id: string): boolean {
	return byId(id, floor) <= 0 || recent.includes(id);
}

/** Notes that all orders up to an ID have been seen. */
export function settle(state: EventState, id: string): EventState {
	return byId(id, state.settled) > 0 ? bounded({ ...state, settled: id }) : state;
}

/** The state with what is known and followed now, in their bounds. */
export function withKnown(
	state: EventState,
	known: Iterable<string>,
	followed: Iterable<Followed>,
): EventState {
	return bounded({
		...state,
		recent: sorted(known),
		followed: [...followed].sort((a, b) => byId(a.id, b.id)),
	});
}

/** Orders that were seen early lie above some that were not seen yet: the floor waits for a reading of them all. */
function bounded(state: EventState): EventState {
	const { floor, settled, recent } = state;
	const above = recent.filter((id) => byId(id, floor) > 0);
	const oldest = above.at(-window - 1) ?? floor;
	const below = byId(oldest, settled) < 0 ? oldest : settled;
	return { ...state, floor: below, recent: above.filter((id) => byId(id, below) > 0) };
}

/** Each once, rising. */
function sorted(ids: Iterable<string>): string[] {
	return [...new Set(ids)].sort(byId);
}
