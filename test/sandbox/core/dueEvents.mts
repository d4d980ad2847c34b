import type { Order } from './order.mts';

export interface DueEvent {
	readonly at: number;
	readonly kind: 'sms' | 'complete' | 'cancel' | 'expire';
	readonly order: Order;
}

/**
 * What will happen when the clock gets there. There are no timers: due events are played in the order of their times
 * whenever somebody looks. Moved or cancelled events stay in it and are recognised when played.
 */
export interface DueEvents {
	push(event: DueEvent): void;
	/** The earliest event that is due, taken out. */
	next(now: number): DueEvent | undefined;
}

export function createDueEvents(): DueEvents {
	/** The latest first, so that the next one is taken from the end; of one moment, the first in is the first out. */
	const events: DueEvent[] = [];
	return {
		push(event) {
			let low = 0;
			let high = events.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((events[middle]?.at ?? 0) > event.at) low = middle + 1;
				else high = middle;
			}
			events.splice(low, 0, event);
		},
		next: (now) => ((events.at(-1)?.at ?? Infinity) <= now ? events.pop() : undefined),
	};
}
