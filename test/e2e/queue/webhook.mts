import { createAndWait } from '../workflowOf.mts';
import type { QueueAccount } from './account.mts';
import type { QueuePlace } from './queuePlace.mts';

export type Call = { status: number; body: Record<string, unknown>; endMs: number };

export const hook = 'Hook';
export const gosms = 'GoSMS';

/** A workflow that buys a number and waits for its SMS whenever it is called, and answers with the code. */
export function webhookWorkflow(
	{ name, credential }: QueueAccount,
	options: object = {},
	more: object = {},
	settings: object = {},
) {
	const common = { typeVersion: 1, position: [0, 0] };
	return {
		name,
		nodes: [
			{
				...common,
				typeVersion: 2,
				id: 'hook',
				name: hook,
				type: 'n8n-nodes-base.webhook',
				webhookId: name,
				parameters: { httpMethod: 'POST', path: name, responseMode: 'lastNode', options: {} },
			},
			{
				...common,
				id: 'gosms',
				name: gosms,
				type: 'n8n-nodes-gosms.goSms',
				parameters: { ...createAndWait(options), ...more },
				credentials: { goSmsApi: credential },
				...settings,
			},
		],
		connections: { [hook]: { main: [[{ node: gosms, type: 'main', index: 0 }]] } },
	};
}

/** Calls a webhook so many times at once. */
export function callHook({ main }: QueuePlace, path: string, times: number): Array<Promise<Call>> {
	return Array.from({ length: times }, async () => {
		const answer = await fetch(`${main.baseUrl}/webhook/${path}`, { method: 'POST' });
		const body = (await answer.json()) as Record<string, unknown>;
		return { status: answer.status, body, endMs: Date.now() };
	});
}
