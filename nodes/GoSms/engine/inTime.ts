import type { Session } from '../transport/session';

/** Whoever pressed Stop does not wait longer for a server that hangs; what was sent goes on all the same. */
const longestStopMs = 1_800;

/**
 * @param afterFailureMs how long to wait after the run has failed, as opposed to Stop; until the end, unless told
 * @returns undefined when there was no time for the result
 */
export async function inTime<T>(
	{ clock, signal }: Session,
	work: Promise<T>,
	afterFailureMs?: number,
): Promise<T | undefined> {
	if (!signal) return await work;
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => {
		wake = resolve;
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', wake);
	});
	const late = aborted.then(async () => {
		const leftMs = signal.isPressed
			? Math.min(longestStopMs, afterFailureMs ?? Infinity)
			: afterFailureMs;
		if (leftMs === undefined) return await work;
		await clock.sleep(leftMs);
		return undefined;
	});
	const first = await Promise.race([work, late]);
	signal.removeEventListener('abort', wake);
	return first;
}
