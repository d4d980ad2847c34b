import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../nodes/GoSms/transport/clock.ts';
import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';

type Timer = { atMs: number; number: number; wake: () => void };

/** Time that passes only when everybody sleeps: an hour takes as long as the work in it. */
export class VirtualClock implements Clock {
	private readonly heap: Timer[] = [];

	private number = 0;

	/** @param settle waits until nothing goes on but by time: one turn of the event loop, unless there are sockets. */
	constructor(
		private nowMs = Date.UTC(2026, 0, 1),
		private readonly settle: () => Promise<unknown> = turn,
	) {}

	readonly now = (): number => this.nowMs;

	/** Timers that have not fired: none when nobody waits. */
	get pending(): number {
		return this.heap.length;
	}

	readonly sleep = async (ms: number, signal?: StopSignal): Promise<void> => {
		if (signal?.aborted) return;
		if (Number.isNaN(ms)) throw new TypeError('a sleep of NaN ms');
		await new Promise<void>((resolve) => {
			this.push({ atMs: this.nowMs + Math.max(0, ms), number: this.number++, wake: resolve });
			signal?.addEventListener('abort', resolve, { once: true });
		});
	};

	async sleepUntilDone(ms: number): Promise<void> {
		await this.run(this.sleep(ms));
	}

	/** Lets time pass until the work is done, or nothing is left that could bring it on. */
	async run<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const done = work.finally(() => {
			isDone = true;
		});
		done.catch(() => undefined);
		for (;;) {
			await this.settle();
			if (isDone) return await done;
			const first = this.pop();
			if (!first) throw new Error('Everybody waits, and nobody sleeps');
			this.nowMs = Math.max(this.nowMs, first.atMs);
			first.wake();
			while (this.heap[0] && this.heap[0].atMs <= this.nowMs) this.pop()?.wake();
		}
	}

	private push(timer: Timer): void {
		const { heap } = this;
		let index = heap.push(timer) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!isBefore(timer, heap[parent])) break;
			heap[index] = heap[parent] ?? timer;
			index = parent;
		}
		heap[index] = timer;
	}

	private pop(): Timer | undefined {
		const { heap } = this;
		const first = heap[0];
		const last = heap.pop();
		if (!first || !last || first === last) return first;
		let index = 0;
		for (;;) {
			let child = index * 2 + 1;
			if (isBefore(heap[child + 1], heap[child])) child += 1;
			const below = heap[child];
			if (!below || !isBefore(below, last)) break;
			heap[index] = below;
			index = child;
		}
		heap[index] = last;
		return first;
	}
}

function isBefore(a: Timer | undefined, b: Timer | undefined): boolean {
	if (!a || !b) return a !== undefined;
	return a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);
}
