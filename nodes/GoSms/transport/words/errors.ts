import { NodeApiError, NodeOperationError, type Failure as Cause, type INode } from 'n8n-workflow';
import { apiWords, explain } from './explanations';
import { reasonFor, type Failure, type Result } from '../failure';
import { mayPass, retryAfterIn } from '../retry';

export type NodeFailure = NodeApiError | NodeOperationError;

/** The item that a failure belongs to, by its index in the input. */
export type FailedItem = { itemIndex: number; ofMany: boolean };

/** Every failure leaves the package through here. */
export function toNodeError(node: INode, failure: Failure, failedItem?: FailedItem): NodeFailure {
	const { happened, remedy } = explain(failure);
	const label = failedItem?.ofMany ? ` [item ${failedItem.itemIndex}]` : '';
	// An AI agent reads the message only, so the remedy is in it too.
	const message = `${happened}. ${remedy}${label}`;
	const options = {
		description: apiWords(failure),
		failure: causeOf(failure),
		...(failedItem && { itemIndex: failedItem.itemIndex }),
	};
	if (!('status' in failure)) return new NodeOperationError(node, message, options);
	const httpCode = String(failure.status);
	return new NodeApiError(node, { message }, { ...options, message, httpCode });
}

/** What was found, or else the error. */
export function orThrow<T>(node: INode, result: Result<T>): T {
	if (result.ok) return result.value;
	throw toNodeError(node, result.failure);
}

/** Newer n8n waits accordingly before it polls again; older versions take no notice. */
function causeOf(failure: Failure): Cause {
	const reason = reasonFor(failure);
	if (reason === 'key' || reason === 'access') return { cause: 'credential-invalid' };
	if (reason === 'balance') return { cause: 'quota-exhausted' };
	if (reason === 'tooMany') {
		const retryAfterMs = retryAfterIn(failure);
		return { cause: 'rate-limited', ...(retryAfterMs !== undefined && { retryAfterMs }) };
	}
	// An unreadable answer may pass, but an address that leads nowhere stays so.
	const isPassing =
		mayPass(failure) ||
		failure.kind === 'unreadable' ||
		(failure.kind === 'explained' && failure.isPassing);
	return { cause: isPassing ? 'temporarily-unavailable' : 'configuration-invalid' };
}

/** What n8n itself threw on the way, e.g. for an expression that cannot be read. */
export function asNodeFailure(node: INode, error: unknown, itemIndex: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, message, { itemIndex });
}

/** Adds what became of a whole run to the failure that ended it; an AI agent reads the message only. */
export function withMore(error: NodeFailure, more: string): NodeFailure {
	if (more) error.message = `${error.message} ${more}`;
	return error;
}
