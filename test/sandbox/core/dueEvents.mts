/**
 * What will happen when a clock gets there. There are no timers: due events are taken in the order of their times
 * whenever somebody looks.
 */
export function createDueEvents<Event extends { readonly at: number }>() {
	/** The latest first, so that the next one is taken from the end. */
	const events: Event[] = [];
	return {
		get size() {
			return events.length;
		},
		push(event: Event) {
			let low = 0;
			let high = events.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((events[middle]?.at ?? 0) > event.at) low = middle + 1;
				else high = middle;
			}
			events.splice(low, 0, event);
		},
		/** The earliest event that is due, taken out; of one moment, the first in is the first out. */
		next: (now: number) => ((events.at(-1)?.at ?? Infinity) <= now ? events.pop() : undefined),
	};
}
