// The main job on the embedded sandbox, without an account: `npm run demo`, see `--help`.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { IRun } from 'n8n-workflow';
import '../support/userFolder.cjs';
import { readWorkflow } from '../n8n/examples.mts';
import type { RequestEntry } from '../sandbox/core/exchange.mts';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import type { SubWorkflow } from '../support/engine.mts';

const help = `npm run demo -- [--timeout | --no-stock]

  (no option)  buys a number and types it into a sign-up form; the form sends an SMS, and the code goes back to it
  --timeout    the form sends no SMS: the order is cancelled after 10 seconds and refunded
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
		sms: { default: { delayMs: null } },
		stock: values['no-stock'] ? { ID: 0 } : {},
	});
	console.log(
		`Sandbox of the GoSMS API at ${sandbox.baseUrl}; its prices and numbers are invented.\n`,
	);
	try {
		const before = sandbox.control.account().availableBalance;
		const run = await runExample(sandbox, values.timeout);
		const { isConfirmed, message } = report(run);
		const after = sandbox.control.account().availableBalance;
		console.log(`\nAvailable before: ${before}\nAvailable after:  ${after}`);
		const isUnpaid = message !== undefined && after === before;
		const isAsExpected = values.timeout || values['no-stock'] ? isUnpaid : isConfirmed;
		if (!isAsExpected) throw new Error('The demo did not end as expected.');
	} finally {
		await sandbox.close();
	}
}

/** Runs the example workflow with the built node, as n8n would, and the workflow that it runs meanwhile. */
async function runExample(sandbox: Sandbox, isWithoutSms: boolean): Promise<IRun> {
	const { runBy, startWorkflow } = await import('../support/engine.mts');
	const { GoSms } = createRequire(import.meta.url)('../../dist/nodes/GoSms/GoSms.node.js');
	const setup = {
		credentials: { apiKey: sandbox.key, baseUrl: sandbox.baseUrl },
		nodeTypes: { 'n8n-nodes-gosms.goSms': new GoSms() },
	};
	const workflow = readWorkflow('sign-up-check-in-one-node.json', sandbox.formUrl);
	const node = workflow.nodes.find(({ name }) => name === waiting);
	if (node && isWithoutSms)
		node.parameters = {
			...node.parameters,
			options: { failWithoutCode: true, timeoutSeconds: 10 },
		};
	const typed = readWorkflow('type-the-number-into-your-form.json', sandbox.formUrl);
	const typing = runBy({ ...setup, workflow: typed });
	const narration = narrate(sandbox);
	const executeWorkflow: SubWorkflow = async (item, id) => {
		narration.say(`your second workflow types ${String(item.phone)} into the sign-up form`);
		const end = await typing(item, id);
		if (isWithoutSms) sandbox.control.planSms(Number(item.order_id), { delayMs: null });
		return end;
	};
	const run = await startWorkflow({ ...setup, workflow, executeWorkflow }).finished;
	narration.end();
	return run;
}

/** Prints what the sandbox is asked, as it happens. */
function narrate(sandbox: Sandbox) {
	const startMs = performance.now();
	let shown = 0;
	const showNew = () => {
		for (const entry of sandbox.requests.slice(shown)) {
			const seconds = ((performance.now() - startMs) / 1_000).toFixed(1).padStart(5);
			console.log(
				`${seconds} s  ${entry.method} ${entry.path} -> ${entry.status}${sequel(sandbox, entry)}`,
			);
		}
		shown = sandbox.requests.length;
	};
	const timer = setInterval(showNew, 50);
	return {
		/** Tells something else, after what came before it. */
		say(what: string) {
			showNew();
			console.log(`         ${what}`);
		},
		end() {
			clearInterval(timer);
			showNew();
		},
	};
}

function sequel(
	sandbox: Sandbox,
	{ endpoint, status, orderId, orderStatus }: RequestEntry,
): string {
	if (status !== 200 || orderId === null) return '';
	const { phone, price } = sandbox.control.order(orderId);
	if (endpoint === 'create') return `   bought ${phone} for ${price}, waiting for the SMS`;
	if (endpoint === 'cancel') return '   cancelled and refunded';
	return `   ${orderStatus}`;
}

/** Tells what the run came to. @returns whether the form has taken its code, or the message of the node. */
function report(run: IRun): { isConfirmed: boolean; message?: string } {
	const output = (name: string) =>
		run.data.resultData.runData[name]?.[0]?.data?.main?.[0]?.[0]?.json;
	const { error } = run.data.resultData;
	if (error) {
		console.log(`\nThe node says: ${error.message}\n               ${error.description ?? ''}`);
	}
	const order = output(waiting);
	if (order) console.log('\nOutput of the node:', order);
	const answer = output('Send the code back');
	if (answer) console.log('\nThe form, with the code:', answer);
	return { isConfirmed: answer?.confirmed === true, ...(error && { message: error.message }) };
}

await main();
