import { failed, type Result } from './failure';
import { mayPass } from './retry';
import type { Session } from './session';

/** One stray refusal ends nothing that has gone well so far. */
const mostRefusals = 3;
const afterRefusalMs = 3_000;

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
