import { follow, isKnown, withKnown, type EventState, type Told } from './eventState';
import { byId, lifeOf, type Order, type OrderState } from './order';

/** What can happen to an order, in the order of its life. */
export const orderEvents = ['created', 'received', 'completed', 'cancelled', 'expired'] as const;
export type OrderEvent = (typeof orderEvents)[number];

/** An order as it was found, and what that means; `note` when that is not quite sure, or something is missing. */
export type Sighting = { order: Order; state: OrderState; note?: string };

export type Telling = { order: Order; events: OrderEvent[]; note?: string };

/** What is left to report of an order after what was told, in the order of its life. */
export function eventsOf(told: Told, { order, state }: Sighting): OrderEvent[] {
	const life: OrderEvent[] = told === 'nothing' ? ['created'] : [];
	switch (state) {
		case 'waiting':
			return life;
		case 'arrived':
			if (told !== 'received') life.push('received');
			if (order.status === 'completed') life.push('completed');
			return life;
		case 'expired':
		case 'cancelled':
			// Its SMS has come and is paid for: it can no longer expire.
			return told === 'received' ? life : [...life, state];
	}
}

/** What was seen in one reading. */
export type Seen = {
	/** Each order once. */
	sightings: readonly Sighting[];
	/** Orders that are there, but could not be looked at: they will be followed. */
	postponed?: readonly string[];
	/** No more is expected from these. */
	dropped?: readonly string[];
};

/** @returns the state afterwards, and what to report, by rising ID */
export function tell(
	state: EventState,
	{ sightings, postponed = [], dropped = [] }: Seen,
	nowMs: number,
): { state: EventState; tellings: Telling[] } {
	const followed = new Map(state.followed.map((one) => [one.id, one]));
	const known = new Set(state.recent);
	const tellings: Telling[] = [];
	for (const id of postponed) {
		if (isKnown(state, id)) continue;
		followed.set(id, follow(id, 'nothing', nowMs));
		known.add(id);
	}
	for (const sighting of sightings) {
		const { order, note } = sighting;
		const { id, createdMs, expiresMs } = order;
		const before = followed.get(id);
		if (!before && isKnown(state, id)) continue;
		const events = eventsOf(before?.told ?? 'nothing', sighting);
		if (events.length > 0) tellings.push({ order, events, ...(note && { note }) });
		known.add(id);
		const told = toldBy(sighting, before?.told);
		const isLifeKnown = createdMs !== undefined && expiresMs !== undefined;
		const lifeMs = isLifeKnown ? lifeOf(order) : (before?.lifeMs ?? undefined);
		if (told === undefined) followed.delete(id);
		else followed.set(id, follow(id, told, before?.sinceMs ?? nowMs, lifeMs));
	}
	for (const id of dropped) followed.delete(id);
	return {
		state: withKnown(state, known, followed.values()),
		tellings: tellings.sort((a, b) => byId(a.order.id, b.order.id)),
	};
}

/** What was reported after a sighting, which may be older than the last one; undefined when no more is to come. */
function toldBy({ order, state }: Sighting, before: Told = 'nothing'): Told | undefined {
	switch (state) {
		case 'waiting':
			return before === 'nothing' ? 'created' : before;
		case 'arrived':
			return order.status === 'completed' ? undefined : 'received';
		case 'expired':
		case 'cancelled':
			return undefined;
	}
}
