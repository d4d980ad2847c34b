import { newVirtualTime } from './sharedClock.mts';
import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore, type SandboxCore } from '../sandbox/core/core.mts';
import { createRandom, type Random } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import type { VirtualClock } from './virtualClock.mts';
import { exchange } from './virtualNetwork.mts';

export type Life = {
	seed: number;
	hours: number;
	/** Orders an hour, of all clients of the account. */
	orders: number;
	sandbox?: Omit<CoreOptions, 'clock' | 'seed' | 'sms' | 'accounts'>;
	watchSeconds?: number;
	/** How many workflows of one n8n have the trigger. */
	triggers?: number;
	/** Whether a poll can hand events over before its end, as in n8n itself, or only return them. */
	handsOver?: boolean;
	/** How often n8n dies, in the middle of whatever it does: so many times an hour. */
	crashes?: number;
	/** How long it stays away then, at most. */
	awayMs?: number;
	/** How long the trigger is deactivated once, in the middle. */
	pauseMs?: number;
	/** How long it lives on after the last order. */
	afterwardsMs?: number;
};

export type Lived = {
	core: SandboxCore;
	activatedMs: number;
	/** What each trigger told. */
	told: Array<Array<{ id: number; event: string; atMs: number }>>;
};

const key = 'ch_sandbox';
const baseUrl = 'http://127.0.0.1/api/v1';

/** What happens to the SMS of each app. */
const apps = {
	whatsapp: { delayMs: [2_000, 60_000] as [number, number] },
	telegram: { delayMs: [1_000, 20_000] as [number, number], completeAfterMs: 200 },
	facebook: { delayMs: [5_000, 30_000] as [number, number], completeAfterMs: 90_000 },
	late: { lastSecond: true },
	never: { delayMs: null },
	cancelled: { delayMs: null, cancelAfterMs: 100_000 },
};

let processes = 0;

/** Minutes of n8n's life with the trigger, and of an account that others use, in virtual time. */
export async function live(life: Life): Promise<Lived> {
	const clock = newVirtualTime();
	const random = createRandom(life.seed);
	const core = createCore({
		completeAfterMs: null,
		limits: { perSecond: null, perMinute: null },
		...life.sandbox,
		clock,
		seed: life.seed,
		accounts: [{ key, balance: 1e6 }],
		sms: apps,
	});
	const untilMs = clock.now() + life.hours * 3_600_000;
	// Orders of before the activation: nobody may hear of them, but of what becomes of the last ones.
	for (let n = 0; n < 10; n++)
		core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	await clock.sleepUntilDone(700_000);
	const activatedMs = clock.now();
	const host = new Host(life, core, clock, random);
	const lived = Promise.all([
		host.live(untilMs).finally(() => {
			host.isOver = true;
		}),
		buy(life, core, clock, random, () => host.isOver || clock.now() > untilMs),
	]);
	await clock.run(lived);
	return { core, activatedMs, told: host.triggers.map(({ events }) => events) };
}

async function buy(
	{ orders }: Life,
	core: SandboxCore,
	clock: VirtualClock,
	random: Random,
	isOver: () => boolean,
): Promise<void> {
	const names = Object.keys(apps);
	while (!isOver()) {
		await clock.sleep((2 * random.next() * 3_600_000) / orders);
		// Now and then many in the same second.
		const count = random.next() < 0.02 ? 1 + Math.floor(random.next() * 120) : 1;
		for (let n = 0; n < count; n++) {
			const projectCode = names[Math.floor(random.next() * names.length)] ?? 'never';
			core.control.createAsOther({ projectCode, region: 'ID' });
		}
	}
}

/** n8n, as far as a polling trigger notices. */
class Host {
	readonly triggers: Trigger[];

	isOver = false;

	private processId = 0;

	constructor(
		private readonly life: Life,
		private readonly core: SandboxCore,
		private readonly clock: VirtualClock,
		private readonly random: Random,
	) {
		this.triggers = Array.from({ length: life.triggers ?? 1 }, () => ({
			saved: '{}',
			data: {},
			events: [],
		}));
	}

	async live(untilMs: number): Promise<void> {
		// Long enough for all orders to come to their end, and for that to be told.
		const { crashes = 0, awayMs = 120_000, pauseMs = 0, afterwardsMs = 1_500_000 } = this.life;
		const meanLifeMs = crashes > 0 ? 3_600_000 / crashes : Infinity;
		let pauseAtMs = pauseMs > 0 ? (this.clock.now() + untilMs - pauseMs) / 2 : Infinity;
		while (this.clock.now() < untilMs + afterwardsMs) {
			const diesAtMs = this.clock.now() + 2 * this.random.next() * meanLifeMs;
			await this.run(Math.min(diesAtMs, pauseAtMs, untilMs + afterwardsMs));
			if (this.clock.now() >= pauseAtMs) {
				pauseAtMs = Infinity;
				this.triggers.forEach(save);
				await this.clock.sleep(pauseMs);
			} else {
				await this.clock.sleep(this.random.next() * awayMs);
			}
		}
	}

	/**
	 * One life of the process. Its limiter and watcher are its own: the package keeps them by key, so each life has
	 * another key of the same account.
	 */
	private async run(untilMs: number): Promise<void> {
		this.processId = nextProcess();
		const mine = this.processId;
		await Promise.all(this.triggers.map((trigger) => this.runTrigger(trigger, mine, untilMs)));
		this.processId = 0;
	}

	private async runTrigger(trigger: Trigger, mine: number, untilMs: number): Promise<void> {
		trigger.data = JSON.parse(trigger.saved) as IDataObject;
		await this.poll(trigger, mine);
		save(trigger);
		while (this.clock.now() < untilMs) {
			const nextMs = Math.ceil((this.clock.now() + 1) / 60_000) * 60_000;
			await this.clock.sleep(Math.min(nextMs, untilMs) - this.clock.now());
			// n8n's clock does not wait for a poll that takes longer.
			if (this.clock.now() >= nextMs) void this.poll(trigger, mine);
		}
	}

	private async poll(trigger: Trigger, mine: number): Promise<void> {
		const output = await pollOrders(this.context(trigger, mine));
		if (output) this.take(trigger, output, mine);
	}

	private take(trigger: Trigger, output: INodeExecutionData[][], mine: number): void {
		// What a dead process had in hand is gone.
		if (this.processId !== mine) return;
		save(trigger);
		for (const { json } of output.flat()) {
			trigger.events.push({
				id: Number(json.order_id),
				event: String(json.event),
				atMs: this.clock.now(),
			});
		}
	}

	private context(trigger: Trigger, mine: number): IPollFunctions {
		const { core, clock, random, life } = this;
		return pollContext({
			core,
			clock,
			data: trigger.data,
			processId: mine,
			workflowId: `${mine}/${this.triggers.indexOf(trigger)}`,
			latencyMs: () => 5 + 40 * random.next(),
			options: { watchSeconds: life.watchSeconds ?? 45 },
			isAlive: () => this.processId === mine,
			emit: (output) => {
				if (!life.handsOver) throw new Error('not here');
				this.take(trigger, output, mine);
			},
		});
	}
}

type Trigger = {
	/** What is on the disk. */
	saved: string;
	data: IDataObject;
	events: Lived['told'][number];
};

function save(trigger: Trigger): void {
	trigger.saved = JSON.stringify(trigger.data);
}

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
	/** Changes an answer on its way, or puts another in its place. */
	deviate?: (answer: Answer, path: string) => Answer;
	warn?: (message: string) => void;
	isAlive?: () => boolean;
	emit?: (output: INodeExecutionData[][]) => void;
	budgetMs?: number;
};

export type Answer = { statusCode: number; headers: Record<string, string>; body: unknown };

/** As much of n8n's context as a poll needs. */
export function pollContext(setup: PollSetup): IPollFunctions {
	const { core, clock, data, processId, latencyMs = () => 20, isAlive = () => true } = setup;
	const parameters: IDataObject = {
		events: setup.events ?? ['created', 'received', 'completed', 'cancelled', 'expired'],
		options: setup.options ?? {},
		filters: setup.filters ?? {},
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
		getCredentials: () => Promise.resolve({ apiKey: setup.apiKey ?? `ch_${processId}`, baseUrl }),
		helpers: { httpRequestWithAuthentication: exchangeAlive },
		logger: { warn: setup.warn ?? (() => undefined) },
		__emit: setup.emit,
		...(setup.budgetMs && { getPollBudgetMs: () => setup.budgetMs }),
	} as unknown as IPollFunctions;
}

/** Another process, with a limiter and a watcher of its own. */
export function nextProcess(): number {
	return ++processes;
}
