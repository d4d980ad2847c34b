import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../nodes/GoSms/transport/clock.ts';
import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';
import { createDueEvents } from '../sandbox/core/dueEvents.mts';

type Timer = { at: number; wake: () => void };

/** Time that passes only when everybody sleeps: an hour takes as long as the work in it. */
export class VirtualClock implements Clock {
	private readonly timers = createDueEvents<Timer>();

	/** @param settle waits until nothing goes on but by time: one turn of the event loop, unless there are sockets. */
	constructor(
		private nowMs = Date.UTC(2026, 0, 1),
		private readonly settle: () => Promise<unknown> = turn,
	) {}

	readonly now = (): number => this.nowMs;

	/** Timers that have not fired: none when nobody waits. */
	get pending(): number {
		return this.timers.size;
	}

	readonly sleep = async (ms: number, signal?: StopSignal): Promise<void> => {
		if (signal?.aborted) return;
		if (Number.isNaN(ms)) throw new TypeError('a sleep of NaN ms');
		await new Promise<void>((resolve) => {
			this.timers.push({ at: this.nowMs + Math.max(0, ms), wake: resolve });
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
			const first = this.timers.next(Infinity);
			if (!first) throw new Error('Everybody waits, and nobody sleeps');
			this.nowMs = Math.max(this.nowMs, first.at);
			for (let due: Timer | undefined = first; due; due = this.timers.next(this.nowMs)) due.wake();
		}
	}
}

/** Turns of the event loop without an event, after which nothing is on its way over loopback. */
const quietTurns = 4;

/** Waits until the sockets of this process, which talk only to each other, have nothing more to say. */
export async function quietLoop(): Promise<void> {
	let before = performance.nodeTiming.uvMetricsInfo.events;
	for (let quiet = 0; quiet < quietTurns; quiet++) {
		await turn();
		const { events } = performance.nodeTiming.uvMetricsInfo;
		if (events !== before) quiet = -1;
		before = events;
	}
}
