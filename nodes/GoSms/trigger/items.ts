import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Order } from '../domain/order';
import type { OrderEvent, Telling } from '../domain/orderEvents';
import { toRow } from '../domain/orderRow';
import type { TriggerSettings } from './settings';

/** An item, and the order that it is of. */
export type EventItem = { id: string; item: INodeExecutionData };

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

/** What has happened to an order, the order as the API gives it, and what is not quite sure of that. */
export function itemOf(order: Order, event: OrderEvent, note?: string): IDataObject {
	return { event, ...toRow(order), ...(note && { note }) };
}
