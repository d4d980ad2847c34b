import { order } from '../../support/parameters.mts';
import type { Address } from '../place/place.mts';

/** A workflow as n8n takes it: it is called with `{"items": [...]}`, and `lastNode` gets what has a code, or has ended. */
export type BenchWorkflow = {
	/** The type of its credential, and what is in it. */
	credential: { type: string; dataOf: (address: Address) => Record<string, unknown> };
	nodesOf: (address: Address, credential: { id: string; name: string }) => Sketch[];
	/** From each node to those behind it, by output. */
	connections: Record<string, string[][]>;
};

type Sketch = { name: string; type: string; typeVersion: number; parameters: object };

const base = (name: string, type: string, typeVersion: number, parameters: object): Sketch => ({
	...{ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters },
});

export const hook = 'Hook';
export const lastNode = 'Use the code';

const items = base('Items', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} });
const use = base(lastNode, 'noOp', 1, {});

export const ownWorkflow: BenchWorkflow = {
	credential: {
		type: 'goSmsApi',
		dataOf: ({ baseUrl, key: apiKey }) => ({ apiKey, baseUrl }),
	},
	nodesOf: (_address, credential) => [
		items,
		{
			...{ name: 'GoSMS', type: 'n8n-nodes-gosms.goSms', typeVersion: 1 },
			parameters: order('createAndWait'),
			...{ credentials: { goSmsApi: credential } },
		},
		use,
	],
	connections: { [hook]: [['Items']], Items: [['GoSMS']], GoSMS: [[lastNode]] },
};

/** Settings of n8n's HTTP Request node that decide when it sends what. */
export type LoopSettings = {
	/** Options → Batching: so many items, then so long a pause; without it all at once. */
	batch?: { batchSize: number; batchInterval: number };
	/** Settings → Retry On Fail. */
	retry?: { maxTries: number; waitBetweenTries: number };
};

/** Who looks more rarely sends fewer requests; ten seconds is what the vendor's schedule ends with. */
const wait = base('Wait', 'wait', 1.1, { resume: 'timeInterval', amount: 10, unit: 'seconds' });

const isPending = base('IF', 'if', 2.2, {
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
});

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
				...base(name, 'httpRequest', 4.2, { ...authentication, ...parameters }),
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
		connections: {
			[hook]: [['Items']],
			Items: [['Buy']],
			Buy: [['Wait']],
			Wait: [['Look']],
			Look: [['IF']],
			IF: [['Wait'], [lastNode]],
		},
	};
}
