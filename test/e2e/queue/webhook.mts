import { ask } from '../../n8n/ask.mts';
import { webhookStart } from '../runWorkflow/calling.mts';
import { chainOf, createAndWait, goSmsNode } from '../workflowOf.mts';
import type { QueueAccount } from './account.mts';
import type { QueuePlace } from './queuePlace.mts';

export type Call = { status: number; body: Record<string, unknown>; endMs: number };

/** A workflow that buys a number and waits for its SMS whenever it is called, and answers with the code. */
export function webhookWorkflow(account: QueueAccount, more: object = {}, settings: object = {}) {
	return chainOf(account, account.name, [
		webhookStart(account.name, { responseMode: 'lastNode' }),
		{ ...goSmsNode({ ...createAndWait(), ...more }), ...settings },
	]);
}

/** Calls a webhook so many times at once. */
export function callHook({ main }: QueuePlace, path: string, times: number): Array<Promise<Call>> {
	return Array.from({ length: times }, async () => {
		const answer = await ask(`${main.baseUrl}/webhook/${path}`, { method: 'POST' });
		const body = (await answer.json()) as Record<string, unknown>;
		return { status: answer.status, body, endMs: Date.now() };
	});
}
