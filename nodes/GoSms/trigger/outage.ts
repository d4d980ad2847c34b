import type { IPollFunctions } from 'n8n-workflow';
import type { Failure } from '../transport/failure';
import { mayPass } from '../transport/retry';
import { toNodeError } from '../transport/words/errors';
import { explain } from '../transport/words/explanations';
import type { Memory } from './memory';

const longOutageMs = 15 * 60_000;

/**
 * What may pass by itself is logged, since n8n gives up a trigger that fails at its start; it becomes an error when it
 * has lasted a quarter of an hour, once in each. What does not pass is an error at once.
 */
export function noteOutage(
	context: IPollFunctions,
	memory: Memory,
	failure: Failure,
	nowMs: number,
): void {
	// The poll's own time-out interrupts a request that hangs.
	const isHanging = failure.kind === 'stopped';
	// Where the API has answered before, something in between is in trouble.
	const isStray = memory.hasAnswered && (failure.kind === 'page' || failure.kind === 'unreadable');
	if (!isHanging && !isStray && !mayPass(failure)) throw toNodeError(context.getNode(), failure);

	const shown: Failure = isHanging
		? { kind: 'network', code: 'ECONNABORTED', reached: true }
		: failure;
	const sinceMs = memory.outageSinceMs ?? nowMs;
	memory.outageSinceMs = sinceMs;
	if (nowMs - sinceMs >= longOutageMs) {
		memory.outageSinceMs = nowMs;
		throw toNodeError(context.getNode(), shown);
	}
	const { happened } = explain(shown);
	context.logger.warn(
		`${context.getNode().name}: ${happened}. The next poll tries again, and no event is lost.`,
	);
}
