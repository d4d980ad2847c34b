import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox, SandboxOptions } from '../sandbox/server.mts';
import { outcomeOf, startGoSms, type NodeRun } from './runGoSms.mts';
import { withSandbox } from './withSandbox.mts';

/** Starts the node in a sandbox, or in a new one with these options. */
export async function start(
	where: Sandbox | SandboxOptions,
	parameters: INodeParameters,
	more: Omit<NodeRun, 'parameters'> = {},
) {
	const sandbox = 'baseUrl' in where ? where : await withSandbox(where);
	const { finished, stop } = startGoSms(sandbox, { parameters, ...more });
	return {
		sandbox,
		outcome: async () => outcomeOf(await finished),
		/** As people press it; the execution has ended then. */
		stop: async () => {
			stop();
			await finished.catch(() => undefined);
		},
	};
}

/** Runs it to its end. */
export async function run(...given: Parameters<typeof start>) {
	const { sandbox, outcome } = await start(...given);
	return { sandbox, ...(await outcome()) };
}
