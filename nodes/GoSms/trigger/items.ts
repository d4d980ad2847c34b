import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Order } from '../domain/order';
import type { OrderEvent, Telling } from '../domain/orderEvents';
import type { TriggerSettings } from './settings';

/** One item for each event that is wanted. */
export function toItems(
	tellings: readonly Telling[],
	settings: TriggerSettings,
): INodeExecutionData[] {
	return tellings
		.filter(({ order }) => settings.matches(order))
		.flatMap(({ order, events }) =>
			events
				.filter((event) => settings.events.has(event))
				.map((event) => ({ json: itemOf(order, event) })),
		);
}

/** The order as the API gives it, and what has happened to it. */
export function itemOf(order: Order, event: OrderEvent): IDataObject {
	return { ...order, event };
}
