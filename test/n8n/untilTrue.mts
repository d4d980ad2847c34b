import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that happens outside this process; throws when it does not. */
export async function untilTrue(
	what: string,
	isTrue: () => boolean | Promise<boolean>,
	withinMs: number,
): Promise<void> {
	const untilMs = Date.now() + withinMs;
	while (!(await isTrue())) {
		if (Date.now() > untilMs) throw new Error(`${what}: not within ${withinMs} ms`);
		await sleep(100);
	}
}
