import { failed, type Result } from './failure';
import { mayPass } from './retry';
import type { Session } from './session';

/** A single refusal does not end what has gone well so far. */
export const mostRefusals = 3;
export const afterRefusalMs = 3_000;

/** @param hasGoneWell only then is work that was refused tried again */
export async function patiently<T>(
	{ clock, signal }: Session,
	hasGoneWell: boolean,
	work: () => Promise<Result<T>>,
): Promise<Result<T>> {
	for (let refusals = 1; ; refusals++) {
		const result = await work();
		if (result.ok || !hasGoneWell || refusals >= mostRefusals) return result;
		if (result.failure.kind === 'stopped' || mayPass(result.failure)) return result;
		await clock.sleep(afterRefusalMs, signal);
		if (signal?.aborted) return failed({ kind: 'stopped' });
	}
}

/** Stop does not wait longer for a server that hangs; what was sent still continues. */
const longestStopMs = 1_800;

/**
 * Waits for work that goes on by itself, but not much longer than the run.
 *
 * @param afterFailureMs how long to wait after the run has failed, as opposed to Stop; until the end, unless given
 * @returns undefined when there was no time for the result
 */
export async function inTime<T>(
	{ clock, signal }: Session,
	work: Promise<T>,
	afterFailureMs?: number,
): Promise<T | undefined> {
	if (!signal) return await work;
	let wake = () => {};
	const heard = () =>
		new Promise<void>((resolve) => signal.addEventListener('abort', (wake = resolve)));
	const late = async () => {
		if (!signal.aborted) await heard();
		if (!signal.isPressed) {
			const end = afterFailureMs === undefined ? work : clock.sleep(afterFailureMs);
			await Promise.race([end, heard()]);
			if (!signal.isPressed) return afterFailureMs === undefined ? await work : undefined;
		}
		await clock.sleep(Math.min(longestStopMs, afterFailureMs ?? Infinity));
		return undefined;
	};
	const first = await Promise.race([work, late()]);
	signal.removeEventListener('abort', wake);
	return first;
}

/** @returns undefined when that takes longer; the work still continues */
export async function within<T>(
	{ clock }: Session,
	ms: number,
	work: Promise<T>,
): Promise<T | undefined> {
	return await Promise.race([work, clock.sleep(ms).then(() => undefined)]);
}
