import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { newVirtualTime } from './sharedClock.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore, type SandboxCore } from '../sandbox/core/core.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import type { VirtualClock } from './virtualClock.mts';
import { exchange } from './virtualNetwork.mts';

const key = 'ch_sandbox';
const minuteMs = 60_000;
let processes = 0;

/** Another process, with a limiter and a watcher of its own: the package keeps them by key and workflow. */
export const nextProcess = () => ++processes;

export type Answer = { statusCode: number; headers: Record<string, string>; body: unknown };

export type PollSetup = {
	core: SandboxCore;
	clock: VirtualClock;
	/** What n8n keeps for the node. */
	data: IDataObject;
	/** Tells the lives of processes apart. */
	processId: number;
	workflowId?: string;
	latencyMs?: () => number;
	options?: IDataObject;
	events?: string[];
	filters?: IDataObject;
	/** Of the node, and of the credential's key. */
	name?: string;
	apiKey?: string;
	requestsPerMinute?: number;
	/** Changes an answer on its way, or puts another in its place. */
	deviate?: (answer: Answer, path: string) => Answer;
	warn?: (message: string) => void;
	isAlive?: () => boolean;
	emit?: (output: INodeExecutionData[][]) => void;
	budgetMs?: number;
};

/** As much of n8n's context as a poll needs. */
export function pollContext(setup: PollSetup): IPollFunctions {
	const { core, clock, data, processId, latencyMs = () => 20, isAlive = () => true } = setup;
	const parameters: IDataObject = {
		events: setup.events ?? ['created', 'received', 'completed', 'cancelled', 'expired'],
		options: setup.options ?? {},
		filters: setup.filters ?? {},
	};
	const credentials = {
		apiKey: setup.apiKey ?? `ch_${processId}`,
		requestsPerMinute: setup.requestsPerMinute ?? 300,
		baseUrl: 'http://127.0.0.1/api/v1',
	};
	const exchangeAlive = async (_type: string, options: IHttpRequestOptions) => {
		const answer = await exchange({ core, clock, key, latencyMs }, options);
		// A dead process hears no answer any more.
		if (!isAlive()) await new Promise(() => undefined);
		return setup.deviate?.(answer, new URL(options.url).pathname) ?? answer;
	};
	return {
		getWorkflow: () => ({ id: setup.workflowId ?? String(processId), name: 'test', active: true }),
		getNode: () => ({ id: 'trigger', name: setup.name ?? 'GoSMS Trigger' }),
		getWorkflowStaticData: () => data,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getCredentials: () => Promise.resolve(credentials),
		helpers: { httpRequestWithAuthentication: exchangeAlive },
		logger: { warn: setup.warn ?? (() => undefined) },
		__emit: setup.emit,
		...(setup.budgetMs && { getPollBudgetMs: () => setup.budgetMs }),
	} as unknown as IPollFunctions;
}

type Told = {
	id: number;
	event: string;
	note?: unknown;
	code?: unknown;
	atMs: number;
	way: 'handed over' | 'returned';
};

/** A trigger on an account where nothing happens by itself, in virtual time, and what it told. */
export function startTrigger(sandbox: Partial<CoreOptions> = {}, setup: Partial<PollSetup> = {}) {
	const clock = newVirtualTime();
	const core = createCore({
		sms: { default: { delayMs: null } },
		completeAfterMs: null,
		...sandbox,
		clock,
		accounts: [{ key, balance: 1e7 }],
	});
	const told: Told[] = [];
	const take = (output: INodeExecutionData[][] | null, way: Told['way']) => {
		for (const { json } of output?.flat() ?? []) {
			const { order_id: id, event, note, code } = json;
			told.push({ id: Number(id), event: String(event), note, code, atMs: clock.now(), way });
		}
	};
	const warnings: string[] = [];
	const all: PollSetup = {
		core,
		clock,
		data: {},
		processId: nextProcess(),
		emit: (output) => take(output, 'handed over'),
		warn: (message) => warnings.push(message),
		...setup,
	};
	/** @returns how long the poll took */
	const poll = async () => {
		const startMs = clock.now();
		take(await clock.run(pollOrders(pollContext(all))), 'returned');
		return clock.now() - startMs;
	};
	/** Polls once a minute, as n8n does. */
	const pollFor = async (minutes: number) => {
		for (let minute = 0; minute < minutes; minute++) {
			const tookMs = await poll();
			if (tookMs < minuteMs) await clock.sleepUntilDone(minuteMs - tookMs);
		}
	};
	/** Something that happens meanwhile. */
	const after = (seconds: number, act: () => void) => void clock.sleep(seconds * 1_000).then(act);
	const buy = (projectCode = 'whatsapp') =>
		core.control.createAsOther({ projectCode, region: 'ID' }).orderId;
	const names = () => told.map(({ id, event }) => `${event} ${id}`);
	return { clock, core, poll, pollFor, buy, told, names, after, warnings, all };
}

/** The same after its activation. */
export async function activeTrigger(...given: Parameters<typeof startTrigger>) {
	const trigger = startTrigger(...given);
	await trigger.poll();
	return trigger;
}
