import assert from 'node:assert/strict';
import type { NodeParameterValue } from 'n8n-workflow';
import type { N8nClient } from '../../n8n/client.mts';
import type { Execution } from '../../n8n/execution.mts';
import { readRunnableExample, type ExampleWorkflow } from '../../n8n/examples.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';

/** An example workflow as somebody has it who imported it and chose a credential, with a sandbox of its own. */
export type Trial = {
	client: N8nClient;
	sandbox: Sandbox;
	file: ExampleWorkflow;
	/** Another example, or the same with another form. */
	read: (fileName: string, formUrl?: string) => Promise<ExampleWorkflow>;
};

/** What an example is expected to do; it throws when it does something else. */
export type ExampleCheck = { sandbox?: SandboxOptions; run: (trial: Trial) => Promise<void> };

export async function tryExample(
	client: N8nClient,
	fileName: string,
	{ sandbox: options, run }: ExampleCheck,
): Promise<void> {
	await using sandbox = await startSandbox(options);
	const { key: apiKey, baseUrl } = sandbox;
	const credential = await client.createCredential(fileName, { apiKey, baseUrl });
	const read = async (name: string, formUrl = sandbox.formUrl) =>
		await readRunnableExample(client, name, { credential, formUrl });
	await run({ client, sandbox, read, file: await read(fileName) });
	if (sandbox.violations.length > 0) throw new Error(sandbox.violations.join());
}

/** Imports the workflow and runs it to its end, from its trigger on. @param status how it shall end */
export async function runExample(
	{ client, file }: Trial,
	status: 'success' | 'error' = 'success',
): Promise<Execution> {
	const trigger = file.nodes.find(({ type }) => /^n8n-nodes-base\.(manual|schedule)/.test(type));
	const run = await client.runToEnd(await client.createWorkflow(file), trigger?.name ?? '');
	assert.equal(run.status, status, run.error);
	return run;
}

/** The same while somebody else cancels an order, the form having sent its SMS. @param index of the order */
export async function runWithCancel(trial: Trial, index: number, status: 'success' | 'error') {
	const { control } = trial.sandbox;
	const cancel = async () => {
		const bought = () => control.orders()[index];
		const isSent = () => typeof bought()?.smsAtMs === 'number';
		await untilTrue('the form has sent its SMS', isSent);
		control.cancelAsOther(bought()?.orderId ?? 0);
	};
	const [run] = await Promise.all([runExample(trial, status), cancel()]);
	return run;
}

/** The same with other values in its Settings. */
export function withSettings(trial: Trial, values: Record<string, NodeParameterValue>): Trial {
	const nodes = trial.file.nodes.map((node) => {
		if (node.name !== 'Settings') return node;
		const { assignments } = node.parameters.assignments as Assignments;
		const changed = assignments.map((one) =>
			one.name in values ? { ...one, value: values[one.name] } : one,
		);
		return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
	});
	return { ...trial, file: { ...trial.file, nodes } };
}

type Assignments = { assignments: Array<{ name: string; value: NodeParameterValue }> };
