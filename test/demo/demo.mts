// The main job on the embedded sandbox, without an account: `npm run demo`, see `--help`.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { IRun } from 'n8n-workflow';
import '../support/userFolder.cjs';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import type { WorkflowFile } from '../support/engine.mts';
import { narrate } from './narrate.mts';

const help = `npm run demo -- [--timeout | --no-stock]

  (nothing)    an SMS comes after 5 seconds
  --timeout    no SMS comes: the order is cancelled after 10 seconds and refunded
  --no-stock   no number is left: the node says so, and nothing is charged
`;

// n8n would log what is told at the end anyway.
process.env.N8N_LOG_LEVEL ??= 'silent';

const waiting = 'Buy a number and wait';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			timeout: { type: 'boolean', default: false },
			'no-stock': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(help);

	const sandbox = await startSandbox({
		sms: { default: { delayMs: values.timeout ? null : 5_000 } },
		stock: values['no-stock'] ? { ID: 0 } : {},
	});
	console.log(
		`Sandbox of the GoSMS API at ${sandbox.baseUrl}; its prices and numbers are invented.\n`,
	);
	try {
		const stopNarrating = narrate(sandbox);
		const run = await runExample(sandbox, values.timeout ? 10 : 120);
		stopNarrating();
		const { code, refund, message } = report(run, sandbox);
		const expected = values.timeout ? refund : values['no-stock'] ? message : code;
		if (!expected) throw new Error('The demo did not come to its end as it should.');
	} finally {
		await sandbox.close();
	}
}

/** Runs the example workflow with the built node, as n8n would. */
async function runExample(sandbox: Sandbox, timeoutSeconds: number): Promise<IRun> {
	const { startWorkflow } = await import('../support/engine.mts');
	const { GoSms } = createRequire(import.meta.url)('../../dist/nodes/GoSms/GoSms.node.js');
	const file = new URL('../workflows/get-a-code.json', import.meta.url);
	const workflow: WorkflowFile = JSON.parse(readFileSync(file, 'utf8'));
	const order = workflow.nodes.find((node) => node.name === waiting);
	if (order) order.parameters = { ...order.parameters, options: { timeoutSeconds } };
	return await startWorkflow({
		workflow,
		credentials: { apiKey: sandbox.key, baseUrl: sandbox.baseUrl },
		nodeTypes: { 'n8n-nodes-gosms.goSms': new GoSms() },
	}).finished;
}

/** @returns what the run came to: the order at its end, or the message of the node. */
function report(
	run: IRun,
	{ control }: Sandbox,
): { code?: unknown; refund?: unknown; message?: string } {
	const output = (name: string) =>
		run.data.resultData.runData[name]?.[0]?.data?.main?.[0]?.[0]?.json;
	const { error } = run.data.resultData;
	if (error) {
		console.log(`\nThe node says: ${error.message}\n               ${error.description ?? ''}`);
	}
	const order = output(waiting);
	if (order) console.log('\nOutput of the node:', order);
	console.log(`\nAvailable before: ${output('Balance before')?.available_balance}`);
	console.log(`Available after:  ${control.account().availableBalance}`);
	return { code: order?.code, refund: order?.refund_amount, message: error?.message };
}

await main();
