import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that happens outside this process; throws when it does not. By default a busy machine has time for it, too. */
export async function untilTrue(
	what: string,
	isTrue: () => boolean | Promise<boolean>,
	withinMs = 60_000,
): Promise<void> {
	const untilMs = Date.now() + withinMs;
	while (!(await isTrue())) {
		if (Date.now() > untilMs) throw new Error(`${what}: not within ${withinMs} ms`);
		await sleep(100);
	}
}
