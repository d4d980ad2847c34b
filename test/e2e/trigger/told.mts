import { parse } from 'flatted';
import type { Execution } from '../../n8n/execution.mts';

export const triggerNode = 'GoSMS Trigger';

/** An event of an order, in a word. */
export const nameOf = (orderId: unknown, event: unknown) => `${String(event)} ${String(orderId)}`;

/**
 * The events that an execution was started with: what its trigger put out or, when n8n died before it had run, what n8n
 * kept for it.
 */
export function eventsOf({ outputOf, raw }: Execution): string[] {
	const rows = outputOf(triggerNode);
	if (rows.length > 0) return rows.map(({ order_id, event }) => nameOf(order_id, event));
	const found = new Set<string>();
	const seen = new Set<object>();
	const walk = (at: unknown): void => {
		if (typeof at !== 'object' || at === null || seen.has(at)) return;
		seen.add(at);
		if ('order_id' in at && 'event' in at) found.add(nameOf(at.order_id, at.event));
		for (const value of Object.values(at)) walk(value);
	};
	walk(raw && parse(raw));
	return [...found];
}
