import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { EventState } from '../domain/eventState';
import type { Session } from '../transport/session';
import { byId, type Order } from '../domain/order';
import type { OrderEvent, Telling } from '../domain/orderEvents';
import { toRow } from '../domain/orderRow';
import type { AccountReading } from '../transport/accountReading';
import type { Ledger } from './ledger';
import type { Turn } from './memory';
import { keptText, writeState, type SavedState } from './savedState';
import type { TriggerSettings } from './settings';

/** An item, and the ID of its order. */
export type EventItem = { id: string; item: INodeExecutionData };

/** An order that may have news; no row when no list shows it. */
export type Subject = { id: string; row: Order | undefined };

/** One poll with all that it works with. */
export type Poll = {
	readonly context: IPollFunctions;
	readonly turn: Turn;
	readonly session: Session;
	/** Up to where this trigger had other settings, what both want. */
	settings: TriggerSettings;
	readonly reading: AccountReading;
	readonly ledger: Ledger;
	/** No look begins later. */
	readonly untilMs: number;
	/** Orders that were looked up because no list shows them. */
	readonly lookedUp: Set<string>;
	saved: SavedState & { events: EventState };
	/** What has not started the workflow yet. */
	items: EventItem[];
	/** A time at which the API's database has been, by its own clock. */
	databaseMs: number | undefined;
};

/** Into n8n's log. */
export function warn(context: IPollFunctions, text: string): void {
	context.logger.warn(`${context.getNode().name}: ${text}`);
}

/** In one step: n8n may save the static data at any moment, on behalf of another node. */
export function keep({ context, turn }: Pick<Poll, 'context' | 'turn'>, saved: SavedState): void {
	if (!turn.isCurrent()) return;
	turn.memory.saved = saved;
	writeState(context, saved);
}

/**
 * Starts the workflow with what is there, the way n8n itself hands over what a poll returns.
 *
 * @returns false where that is impossible: the poll must end then
 */
export function handOver(poll: Poll): boolean {
	if (poll.items.length === 0) return true;
	if (!poll.turn.isCurrent()) return false;
	try {
		poll.context.__emit([inOrder(poll.items)]);
		poll.items = [];
		poll.turn.memory.kept.push(keptText(poll.context));
		return true;
	} catch {
		return false;
	}
}

/** By rising ID, and the events of an order in the order of its life. */
export function inOrder(items: readonly EventItem[]): INodeExecutionData[] {
	return [...items].sort((a, b) => byId(a.id, b.id)).map(({ item }) => item);
}

/** One item for each event that is wanted. */
export function toItems(tellings: readonly Telling[], settings: TriggerSettings): EventItem[] {
	return tellings
		.filter(({ order }) => settings.matches(order))
		.flatMap(({ order, events, note }) =>
			events
				.filter((event) => settings.events.has(event))
				.map((event) => ({ id: order.id, item: { json: itemOf(order, event, note) } })),
		);
}

/** What has happened to an order, the order as the API gives it, and what is not quite sure about it. */
export function itemOf(order: Order, event: OrderEvent, note?: string): IDataObject {
	const first: IDataObject = { event };
	return { ...first, ...toRow(order), ...first, ...(note && { note }) };
}
