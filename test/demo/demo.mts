// The main job on the embedded sandbox, without an account: `npm run demo`, see `--help`.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import '../support/userFolder.cjs';
import type { RequestEntry } from '../sandbox/core/exchange.mts';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import type { SubWorkflow } from '../support/engine.mts';
import { order } from '../support/parameters.mts';
import type { Outcome } from '../support/runGoSms.mts';

const help = `npm run demo -- [--timeout | --no-stock]

  (no option)  buys a number and types it into a sign-up form; the form sends an SMS, and the code goes back to it
  --timeout    the form sends no SMS: the order is cancelled after 10 seconds and refunded
  --no-stock   no number is left: the node says so, and nothing is charged
`;

// n8n would log what is told at the end anyway.
process.env.N8N_LOG_LEVEL ??= 'silent';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			timeout: { type: 'boolean', default: false },
			'no-stock': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(help);

	await using sandbox = await startSandbox({
		sms: { default: { delayMs: null } },
		stock: values['no-stock'] ? { ID: 0 } : {},
	});
	console.log(
		`Sandbox of the GoSMS API at ${sandbox.baseUrl}; its prices and numbers are invented.\n`,
	);
	const before = sandbox.control.account().availableBalance;
	const outcome = await buyAndWait(sandbox, values.timeout);
	const isConfirmed = await report(outcome, sandbox.formUrl);
	const after = sandbox.control.account().availableBalance;
	console.log(`\nAvailable before: ${before}\nAvailable after:  ${after}`);
	const isUnpaid = outcome.error !== undefined && after === before;
	const isAsExpected = values.timeout || values['no-stock'] ? isUnpaid : isConfirmed;
	if (!isAsExpected) throw new Error('The demo did not end as expected.');
}

/** Buys with the built node in n8n's engine, and types the number into the form meanwhile, as a second workflow would. */
async function buyAndWait(sandbox: Sandbox, isWithoutSms: boolean): Promise<Outcome> {
	const { startWorkflow } = await import('../support/engine.mts');
	const { outcomeOf, setupFor } = await import('../support/runGoSms.mts');
	const { GoSms } = createRequire(import.meta.url)('../../dist/nodes/GoSms/GoSms.node.js');
	const narration = narrate(sandbox);
	const executeWorkflow: SubWorkflow = async ({ phone, order_id: orderId }) => {
		narration.say(`your second workflow types ${String(phone)} into the sign-up form`);
		const answer = await post(sandbox.formUrl, { phone });
		if (isWithoutSms) sandbox.control.planSms(Number(orderId), { delayMs: null });
		return { data: [[{ json: answer }]] };
	};
	const parameters = order('createAndWait', {
		runWorkflow: { __rl: true, mode: 'list', value: 'type-the-number' },
		options: isWithoutSms ? { failWithoutCode: true, timeoutSeconds: 10 } : {},
	});
	const nodeTypes = { 'n8n-nodes-gosms.goSms': new GoSms() };
	const setup = { ...setupFor(sandbox, { parameters, executeWorkflow }), nodeTypes };
	const run = await startWorkflow(setup).finished;
	narration.end();
	return outcomeOf(run);
}

async function post(url: string, fields: IDataObject): Promise<IDataObject> {
	const headers = { 'content-type': 'application/json' };
	const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(fields) });
	return (await answer.json()) as IDataObject;
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

/** Tells what the run came to, and sends the code back. @returns whether the form has taken it */
async function report({ json: [row], error }: Outcome, formUrl: string): Promise<boolean> {
	if (error)
		console.log(`\nThe node says: ${error.message}\n               ${error.description ?? ''}`);
	if (!row) return false;
	console.log('\nOutput of the node:', row);
	const answer = await post(`${formUrl}/confirm`, { phone: row.phone, code: row.code });
	console.log('\nThe form, with the code:', answer);
	return answer.confirmed === true;
}

await main();
