import type { IDataObject, INodeType } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server.mts';
import { runSample } from '../sandbox/vendorSamples/runSample.mts';
import { startWorkflow } from '../support/engine.mts';
import { order } from '../support/parameters.mts';
import { outcomeOf, setupFor } from '../support/runGoSms.mts';

/** Runs this package's node: so many items in each of so many executions that start together. Tells how many codes came. */
export async function thisNode(
	sandbox: Pick<Sandbox, 'baseUrl' | 'key'>,
	node: INodeType | undefined,
	{ items, executions = 1, options = {} }: Work,
): Promise<number> {
	const parameters = order('createAndWait', { options });
	const runs = Array.from({ length: executions }, async () => {
		const setup = setupFor(sandbox, {
			parameters,
			items: Array.from({ length: items }, () => ({})),
		});
		const nodeTypes = node && { 'n8n-nodes-gosms.goSms': node };
		return outcomeOf(await startWorkflow({ ...setup, ...(nodeTypes && { nodeTypes }) }).finished);
	});
	const outcomes = await Promise.all(runs);
	return outcomes.flatMap(({ json }) => json).filter((row) => row.code).length;
}

export type Work = {
	items: number;
	executions?: number;
	options?: Record<string, string | number | boolean>;
};

/** The vendor's Node.js sample, once for each order, all started together. */
export async function vendorSample(sandbox: Sandbox, count: number): Promise<number> {
	const runs = Array.from({ length: count }, async () => await runSample('node', sandbox));
	const results = await Promise.all(runs);
	return results.filter(({ output }) => output.includes('收到验证码')).length;
}

/**
 * What a workflow of n8n's HTTP Request, Wait and IF nodes sends, in the same order: all purchases; then every ten seconds
 * a look at each order that is pending. Plain, the node sends all items at once and the first refusal ends the execution;
 * careful, it sends one item every 250 ms (Batching) and repeats a refused one after five seconds, five times (Retry On
 * Fail, in a loop of single items).
 */
export async function httpRequestLoop(
	sandbox: Pick<Sandbox, 'baseUrl' | 'key'>,
	count: number,
	style: 'plain' | 'careful',
): Promise<number> {
	const ask = async (method: string, path: string, body?: IDataObject): Promise<IDataObject> => {
		for (let attempt = 1; ; attempt++) {
			const answer = await fetch(sandbox.baseUrl + path, {
				method,
				headers: { authorization: `Bearer ${sandbox.key}`, 'content-type': 'application/json' },
				...(body && { body: JSON.stringify(body) }),
			});
			if (answer.ok) return (await answer.json()) as IDataObject;
			await answer.text();
			if (style === 'plain' || attempt > 5) throw new Error(`HTTP ${answer.status}`);
			await sleep(5_000);
		}
	};
	const all = async <T,>(
		items: T[],
		send: (item: T) => Promise<IDataObject>,
	): Promise<IDataObject[]> => {
		if (style === 'plain') return await Promise.all(items.map(send));
		const answers: IDataObject[] = [];
		for (const item of items) {
			answers.push(await send(item));
			await sleep(250);
		}
		return answers;
	};
	try {
		const purchases = Array.from({ length: count }, () => ({
			project_code: 'whatsapp',
			region: 'ID',
		}));
		let pending = await all(purchases, async (body) => await ask('POST', '/order', body));
		let codes = 0;
		while (pending.length > 0) {
			await sleep(10_000);
			const looks = await all(
				pending,
				async (one) => await ask('GET', `/order/${String(one.order_id)}`),
			);
			codes += looks.filter((one) => one.code).length;
			pending = looks.filter((one) => one.status === 'pending');
		}
		return codes;
	} catch {
		// The execution has failed: n8n has no output, and nobody knows the numbers that were bought.
		return 0;
	}
}

async function sleep(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
