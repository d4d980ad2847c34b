import type { Order } from './order.mts';

export interface DueEvent {
	readonly at: number;
	readonly kind: 'sms' | 'complete' | 'cancel' | 'expire';
	readonly order: Order;
}

/**
 * What will happen when the clock gets there; a binary heap, since there are no timers: due events are played in the
 * order of their times whenever somebody looks. Moved or cancelled events stay in it and are recognised when played.
 */
export interface DueEvents {
	push(event: DueEvent): void;
	/** The earliest event that is due, taken out. */
	next(now: number): DueEvent | undefined;
}

interface Queued {
	readonly event: DueEvent;
	/** First in, first out among events of one moment. */
	readonly turn: number;
}

export function createDueEvents(): DueEvents {
	const heap: Queued[] = [];
	let turns = 0;

	const swapIfBefore = (child: number, parent: number) => {
		const below = heap[child];
		const above = heap[parent];
		if (!below || !above || !isBefore(below, above)) return false;
		heap[child] = above;
		heap[parent] = below;
		return true;
	};

	const sink = () => {
		for (let parent = 0; ; ) {
			const left = heap[2 * parent + 1];
			const right = heap[2 * parent + 2];
			const smaller = left && right && isBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
			if (!swapIfBefore(smaller, parent)) return;
			parent = smaller;
		}
	};

	return {
		push(event) {
			heap.push({ event, turn: turns++ });
			for (let child = heap.length - 1; child > 0; ) {
				const parent = (child - 1) >> 1;
				if (!swapIfBefore(child, parent)) return;
				child = parent;
			}
		},
		next(now) {
			const first = heap[0];
			if (!first || first.event.at > now) return undefined;
			const last = heap.pop();
			if (last && heap.length > 0) {
				heap[0] = last;
				sink();
			}
			return first.event;
		},
	};
}

function isBefore(one: Queued, other: Queued): boolean {
	return (
		one.event.at < other.event.at || (one.event.at === other.event.at && one.turn < other.turn)
	);
}
