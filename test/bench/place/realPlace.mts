import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';
import { startSandboxProcess } from './childSandbox.mts';
import type { Place } from './place.mts';

/**
 * Real time, the node as it is shipped, and every sandbox in a process of its own.
 *
 * @param keepRecords a file that gets what the sandbox knows at the end, to find out why a figure is what it is
 */
export function realPlace(keepRecords?: string): Place {
	return {
		sandbox: async (setup) => {
			const sandbox = await startSandboxProcess(setup);
			const records = async () => {
				const all = await sandbox.records();
				if (keepRecords !== undefined) writeFileSync(keepRecords, JSON.stringify(all));
				return all;
			};
			return { ...sandbox, records };
		},
		clock: { now: () => Date.now(), sleep: async (ms) => await sleep(ms) },
		node: builtNode(),
	};
}

export function builtNode(): INodeType {
	const { GoSms } = createRequire(import.meta.url)('../../../dist/nodes/GoSms/GoSms.node.js');
	return new GoSms();
}
