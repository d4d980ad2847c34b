// Measures requests in a process that does nothing else: `costProcess.mts JSON`, see CostJob. Needs --expose-gc.
import { createRequire } from 'node:module';
import { setTimeout as sleepFor } from 'node:timers/promises';
import '../../support/userFolder.cjs';
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import type * as api from '../../../nodes/GoSms/transport/api.ts';
import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { Result } from '../../../nodes/GoSms/transport/failure.ts';
import type * as sessions from '../../../nodes/GoSms/transport/session.ts';
import type { Cost, CostJob } from './cost.mts';
import type { Contenders } from './rounds.mts';

process.once('disconnect', () => process.exit());
const { startWorkflow } = await import('../../support/engine.mts');
const { outcomeOf, setupFor } = await import('../../support/runGoSms.mts');
const { builtNode } = await import('../place/place.mts');
const { rows } = await import('./cost.mts');
const { measureRounds, summarize } = await import('./rounds.mts');

const job: CostJob = JSON.parse(process.argv[2] ?? '');
const built = createRequire(new URL('../../../dist/nodes/GoSms/transport/', import.meta.url));

// A second passes in a millisecond, less than a request takes: the limiter counts and decides, but hardly makes wait.
const speed = 1_000;
const startMs = Date.now();
const { systemClock }: { systemClock: Clock } = built('./clock.js');
Object.assign(systemClock, {
	now: () => Math.floor(startMs + performance.now() * speed),
	sleep: async (ms) => await sleepFor(ms / speed),
} satisfies Clock);
const { getBalance, getOrder, listOrders }: typeof api = built('./api.js');
const { openSession }: typeof sessions = built('./session.js');

async function measureAll(context: IExecuteFunctions): Promise<Cost[]> {
	const opened = await openSession(context);
	if (!opened.ok) throw new Error('the session could not be opened');
	const session = opened.value;
	const id = String(job.orderId);
	const page = { page: 1, page_size: rows };
	const costs: Cost[] = [];
	const measure = async (
		request: string,
		path: string,
		qs: IDataObject,
		ask: () => Promise<Result<unknown>>,
	) => {
		const contenders: Contenders = {
			bare: async () => await askBare(context, path, qs),
			async ours() {
				if (!(await ask()).ok) throw new Error('this package got no answer');
			},
		};
		const rounds = await measureRounds(contenders, job.sizes);
		costs.push({ request, ...summarize(rounds) });
	};
	await measure('balance', '/user/balance', {}, async () => await getBalance(session));
	await measure('one order', `/order/${id}`, {}, async () => await getOrder(session, id));
	await measure(
		`a page of ${rows} pending orders`,
		'/user/orders',
		{ ...page, status: 'pending' },
		async () => {
			const answer = await listOrders(session, page, 'pending');
			const found = answer.ok ? answer.value.items.length : 0;
			if (found !== rows) throw new Error(`the page has ${found} rows`);
			return answer;
		},
	);
	return costs;
}

/** As in transport/request.ts, except that n8n parses the answer here. */
async function askBare(context: IExecuteFunctions, path: string, qs: IDataObject): Promise<void> {
	const answer = await context.helpers.httpRequestWithAuthentication.call(context, 'goSmsApi', {
		method: 'GET',
		url: `${job.address.baseUrl}${path}`,
		qs,
		json: true,
		timeout: 30_000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	if (answer.statusCode !== 200) throw new Error(`n8n's helper got ${answer.statusCode}`);
}

// Inside an execution of n8n's engine, with what a node gets there as its `this`.
const node: INodeType = {
	description: builtNode().description,
	async execute() {
		process.send?.(await measureAll(this));
		return [[]];
	},
};
const parameters = { resource: 'balance', operation: 'get' };
const nodeTypes = { 'n8n-nodes-gosms.goSms': node };
const started = startWorkflow({ ...setupFor(job.address, { parameters }), nodeTypes });
const { error } = outcomeOf(await started.finished);
if (error) throw new Error(`the execution failed: ${error.message}`);
