import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';
import { startSandboxProcess } from './childSandbox.mts';
import type { Place } from './place.mts';

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
