import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { RequestEntry } from '../../sandbox/core/exchange.mts';
import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import { control } from '../../sandbox/control/remoteControl.mts';
import { end, nextMessage, startFile } from './forked.mts';

/** Where the API is, and a key for it. */
export type Address = { baseUrl: string; key: string };

/** What a sandbox knows of the work that was done on it: all figures are drawn from this. */
export type Records = {
	/** Oldest first. */
	requests: readonly RequestEntry[];
	/** Oldest first. */
	orders: readonly OrderSnapshot[];
	/** What does not add up in its ledger. */
	violations: readonly string[];
};

export type SandboxSetup = SettingsPatch & { seed?: number };

/** The node as it is shipped. */
export function builtNode(): INodeType {
	const { GoSms } = createRequire(import.meta.url)('../../../dist/nodes/GoSms/GoSms.node.js');
	return new GoSms();
}

const startTimeoutMs = 60_000;

/** A sandbox in a process of its own, which ends with this process at the latest. */
export async function startSandboxProcess(setup: SandboxSetup) {
	const child = startFile('place/sandboxProcess.mts');
	try {
		child.send(setup);
		const address = await nextMessage<Address>(child, startTimeoutMs);
		return {
			...address,
			records: async (): Promise<Records> => ({
				requests: await control(address.baseUrl, 'requests'),
				orders: await control(address.baseUrl, 'orders'),
				violations: await control(address.baseUrl, 'audit'),
			}),
			[Symbol.asyncDispose]: async () => await end(child),
		};
	} catch (error) {
		await end(child);
		throw error;
	}
}
