import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for something that happens outside this process; throws when it does not, and says `what`. By default a busy
 * machine has time for it, too.
 */
export async function untilTrue(
	what: string | (() => string),
	isTrue: () => boolean | Promise<boolean>,
	withinMs = 60_000,
): Promise<void> {
	const untilMs = Date.now() + withinMs;
	while (!(await isTrue())) {
		if (Date.now() > untilMs) {
			const named = typeof what === 'string' ? what : what();
			throw new Error(`${named}: not within ${withinMs} ms`);
		}
		await sleep(100);
	}
}
