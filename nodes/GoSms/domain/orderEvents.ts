import { follow, isKnown, isNew, withKnown, type EventState, type Told } from './eventState';
import type { Order, OrderState } from './order';

/** What can happen to an order, in the order of its life. */
export const orderEvents = ['created', 'received', 'completed', 'cancelled', 'expired'] as const;
export type OrderEvent = (typeof orderEvents)[number];

/** An order as it was found, and what that means. */
export type Sighting = { order: Order; state: OrderState; isCheck?: boolean };

export type Telling = { order: Order; events: OrderEvent[] };

/** What is still to be told of an order of which so much has been told, in the order of its life. */
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
			// Whose SMS has come is paid for: nothing can expire any more.
			return told === 'received' ? life : [...life, state];
	}
}

/**
 * @param sightings each order once
 * @param postponed orders that are there, but could not be looked at: they will be followed
 * @returns the state afterwards, and what is to be told, by rising ID
 */
export function tell(
	state: EventState,
	sightings: readonly Sighting[],
	postponed: readonly number[] = [],
): { state: EventState; tellings: Telling[] } {
	const followed = new Map(state.followed.map((one) => [one.id, one]));
	const recent = new Set(state.recent);
	const tellings: Telling[] = [];
	for (const id of postponed) {
		if (isKnown(state, id)) continue;
		followed.set(id, follow(id, 'nothing'));
		recent.add(id);
	}
	for (const sighting of sightings) {
		const { order, isCheck } = sighting;
		const id = order.order_id;
		const before = followed.get(id);
		if (!before && !isNew(state, order)) continue;
		const events = eventsOf(before?.told ?? 'nothing', sighting);
		if (events.length > 0) tellings.push({ order, events });
		recent.add(id);
		const told = toldBy(sighting);
		if (told === undefined) followed.delete(id);
		else
			followed.set(id, { ...follow(id, told, order, before), ...(isCheck && { isChecked: true }) });
	}
	return {
		state: withKnown(state, recent, followed.values()),
		tellings: tellings.sort((a, b) => a.order.order_id - b.order.order_id),
	};
}

/** What has been told after a sighting; undefined when there is nothing left to tell. */
function toldBy({ order, state }: Sighting): Told | undefined {
	switch (state) {
		case 'waiting':
			return 'created';
		case 'arrived':
			return order.status === 'completed' ? undefined : 'received';
		case 'expired':
		case 'cancelled':
			return undefined;
	}
}
