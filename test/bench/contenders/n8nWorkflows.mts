import { createAndWait, goSmsNode, type NodeSketch } from '../../e2e/workflowOf.mts';
import { waitSeconds } from '../../e2e/runWorkflow/calling.mts';
import type { Address } from '../place/place.mts';

/** A workflow as n8n takes it: it is called with `{"items": [...]}`, and `lastNode` gets what has a code, or has ended. */
export type BenchWorkflow = {
	/** The type of its credential, and what is in it. */
	credential: { type: string; dataOf: (address: Address) => Record<string, unknown> };
	/** One after the other, behind a webhook. */
	nodesOf: (address: Address, credential: { id: string; name: string }) => NodeSketch[];
	/** Where it is not one after the other. */
	connections?: object;
};

export const lastNode = 'Use the code';

const items: NodeSketch = {
	name: 'Items',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};
const use: NodeSketch = { name: lastNode, type: 'n8n-nodes-base.noOp' };

export const ownWorkflow: BenchWorkflow = {
	credential: {
		type: 'goSmsApi',
		dataOf: ({ baseUrl, key: apiKey }) => ({ apiKey, baseUrl }),
	},
	nodesOf: () => [items, goSmsNode(createAndWait()), use],
};

/** Settings of n8n's HTTP Request node that decide when it sends what. */
export type LoopSettings = {
	/** Options → Batching: so many items, then so long a pause; without it all at once. */
	batch?: { batchSize: number; batchInterval: number };
	/** Settings → Retry On Fail. */
	retry?: { maxTries: number; waitBetweenTries: number };
};

/** Who looks more rarely sends fewer requests; ten seconds is what the vendor's schedule ends with. */
const wait = waitSeconds(10);

const isPending: NodeSketch = {
	name: 'IF',
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					...{ id: 'pending', leftValue: '={{ $json.status }}', rightValue: 'pending' },
					operator: { type: 'string', operation: 'equals' },
				},
			],
			combinator: 'and',
		},
		options: {},
	},
};

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/**
 * What people build of n8n's own nodes: HTTP Request buys, Wait, HTTP Request looks, IF it is pending still back to Wait,
 * else out of the loop.
 */
export function httpWorkflow({ batch, retry }: LoopSettings): BenchWorkflow {
	const authentication = {
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		options: { ...(batch && { batching: { batch } }) },
	};
	const purchase = {
		...{ method: 'POST', sendBody: true, specifyBody: 'json' },
		jsonBody: JSON.stringify({ project_code: 'whatsapp', region: 'ID' }),
	};
	return {
		credential: {
			type: 'httpHeaderAuth',
			dataOf: ({ key }) => ({ name: 'Authorization', value: `Bearer ${key}` }),
		},
		nodesOf: ({ baseUrl }, httpHeaderAuth) => {
			const request = (name: string, parameters: object) => ({
				...{ name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
				parameters: { ...authentication, ...parameters },
				credentials: { httpHeaderAuth },
				...(retry && { retryOnFail: true, ...retry }),
			});
			return [
				items,
				request('Buy', { url: `${baseUrl}/order`, ...purchase }),
				wait,
				request('Look', { url: `=${baseUrl}/order/{{ $json.order_id }}` }),
				isPending,
				use,
			];
		},
		connections: { [isPending.name]: { main: [to(wait.name), to(lastNode)] } },
	};
}
