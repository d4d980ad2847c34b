import { setTimeout as sleep } from 'node:timers/promises';
import { webhookStart } from '../../e2e/runWorkflow/calling.mts';
import { chainOf } from '../../e2e/workflowOf.mts';
import type { N8nClient, Workflow } from '../../n8n/client.mts';
import { lean } from '../../n8n/host.mts';
import { openN8n, type OpenN8n } from '../../n8n/place.mts';
import type { N8nVersion } from '../../n8n/versions.mts';
import type { Address } from '../place/place.mts';
import { joined, type Job, type Outcome } from './job.mts';
import { lastNode, type BenchWorkflow } from './n8nWorkflows.mts';

type Say = (line: string) => void;

/** Real n8n, in as many processes as some work wants; they are started when they are first wanted, and kept. */
export class RealN8n {
	private readonly opened: Array<Promise<OpenN8n>> = [];

	private workflows = 0;

	constructor(
		private readonly version: N8nVersion,
		private readonly say: Say,
	) {}

	/** The executions of a job, shared out among the processes, from their common start to the end of the last one. */
	async run(workflow: BenchWorkflow, address: Address, job: Job): Promise<Outcome> {
		const { orders, executions = 1, processes = 1 } = job;
		const parts = await Promise.all(
			Array.from({ length: processes }, async (_, index) => {
				const n8n = await this.process(index);
				const path = `bench-${(this.workflows += 1)}`;
				return { n8n, path, created: await install(n8n.client, workflow, address, path) };
			}),
		);
		const body = { items: Array.from({ length: orders / executions }, (_, n) => ({ n })) };
		for (let n = 0; n < executions; n++) {
			const part = parts[n % processes];
			void part?.n8n.host.callWebhook(part.path, body).catch(() => undefined);
		}
		const outcomes = parts.map(async ({ n8n, created }) => {
			await untilEnded(n8n.client, created.id, executions / processes);
			return await outcomeOf(n8n.client, created.id);
		});
		return joined(await Promise.all(outcomes));
	}

	async end(): Promise<void> {
		const all = await Promise.allSettled(this.opened);
		for (const one of all) if (one.status === 'fulfilled') await one.value.end();
	}

	private async process(index: number): Promise<OpenN8n> {
		return await (this.opened[index] ??= openN8n(this.version, this.say, lean));
	}
}

async function install(
	client: N8nClient,
	workflow: BenchWorkflow,
	address: Address,
	path: string,
): Promise<Workflow> {
	const { type, dataOf } = workflow.credential;
	const credential = await client.createCredential(path, dataOf(address), type);
	const sketches = [webhookStart(path), ...workflow.nodesOf(address, credential)];
	const chain = chainOf({ credential }, path, sketches);
	const connections = { ...chain.connections, ...workflow.connections };
	const created = await client.createWorkflow({ ...chain, connections });
	await client.activate(created);
	return created;
}

async function untilEnded(client: N8nClient, workflowId: string, wanted: number): Promise<void> {
	for (;;) {
		const { ended } = await client.countExecutions(workflowId);
		if (ended >= wanted) return;
		await sleep(1_000);
	}
}

/** What reached the last node, and when. */
async function outcomeOf(client: N8nClient, workflowId: string): Promise<Outcome> {
	const handedOnMs = new Map<number, number>();
	for (const execution of await client.executions(workflowId)) {
		for (const { startMs, items } of execution.runsOf(lastNode)) {
			for (const { order_id, code } of items) {
				if (typeof code === 'string' && code !== '') handedOnMs.set(Number(order_id), startMs);
			}
		}
	}
	return { codes: handedOnMs.size, handedOnMs };
}
