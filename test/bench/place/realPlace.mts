import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import { end, nextMessage, startFile } from './forked.mts';
import type { BenchSandbox, Place, Records, SandboxSetup } from './place.mts';

/** Real time, the node as it is shipped, and every sandbox in a process of its own. */
export const realPlace = (): Place => ({
	sandbox: startSandboxProcess,
	clock: { now: () => Date.now(), sleep: async (ms) => await sleep(ms) },
	node: builtNode(),
});

export function builtNode(): INodeType {
	const { GoSms } = createRequire(import.meta.url)('../../../dist/nodes/GoSms/GoSms.node.js');
	return new GoSms();
}

const startTimeoutMs = 60_000;

type Started = { baseUrl: string; controlUrl: string; key: string };

/** It ends with this process at the latest. */
export async function startSandboxProcess(setup: SandboxSetup): Promise<BenchSandbox> {
	const child = startFile('place/sandboxProcess.mts');
	try {
		child.send(setup);
		const { baseUrl, controlUrl, key } = await nextMessage<Started>(child, startTimeoutMs);
		return {
			baseUrl,
			key,
			records: async () => await readRecords(controlUrl),
			close: async () => await end(child),
		};
	} catch (error) {
		await end(child);
		throw error;
	}
}

async function readRecords(controlUrl: string): Promise<Records> {
	const read = async <T,>(path: string): Promise<T> =>
		JSON.parse(await (await fetch(controlUrl + path)).text());
	const { requests } = await read<Pick<Records, 'requests'>>('/requests');
	const { orders } = await read<{ orders: OrderSnapshot[] }>('/state?limit=1000000');
	const audit = await read<Record<'violations' | 'recorded', string[]>>('/audit');
	return {
		requests,
		orders: orders.reverse(),
		violations: [...audit.violations, ...audit.recorded],
	};
}
