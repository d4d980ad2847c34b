import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

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
