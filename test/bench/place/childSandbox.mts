import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import { end, nextMessage, startFile } from './forked.mts';
import type { BenchSandbox, Records, SandboxSetup } from './place.mts';

const startTimeoutMs = 60_000;

/** A sandbox in a process of its own, which ends with this one at the latest. */
export async function startSandboxProcess(setup: SandboxSetup): Promise<BenchSandbox> {
	const child = startFile('place/sandboxProcess.mts');
	try {
		child.send(setup);
		const { baseUrl, controlUrl, key } = await nextMessage(child, readAddress, startTimeoutMs);
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

function readAddress(message: unknown) {
	if (typeof message !== 'object' || message === null) return undefined;
	const { baseUrl, controlUrl, key } = message as Record<string, unknown>;
	if (typeof baseUrl !== 'string' || typeof controlUrl !== 'string') return undefined;
	return { baseUrl, controlUrl, key: String(key) };
}

async function readRecords(controlUrl: string): Promise<Records> {
	const read = async <T,>(path: string) => (await (await fetch(controlUrl + path)).json()) as T;
	const { requests } = await read<Pick<Records, 'requests'>>('/requests');
	const { orders } = await read<{ orders: OrderSnapshot[] }>('/state?limit=1000000');
	const audit = await read<Record<'violations' | 'recorded', string[]>>('/audit');
	return {
		requests,
		orders: orders.reverse(),
		violations: [...audit.violations, ...audit.recorded],
	};
}
