import type { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';
import type { Sandbox } from '../sandbox/server.mts';
import { activeWorkflow } from './engine.mts';
import { nodeOf } from './parameters.mts';

type Active = ReturnType<typeof activeWorkflow>;
type Output = INodeExecutionData[][];

const trigger = new GoSmsTrigger();
let nextWorkflow = 1;

/**
 * What n8n does for a polling trigger: the first poll is awaited at activation and its static data saved; later on static
 * data is saved only when a poll has emitted something.
 */
export class TriggerHost {
	/** Everything that started the workflow, in order. */
	readonly events: IDataObject[] = [];

	/** Of the last poll or before. */
	warnings: string[] = [];

	node: INode;

	saved: IDataObject = {};

	private active: Active | undefined;

	/** Another one would be another trigger. */
	private readonly workflowId = `trigger-${nextWorkflow++}`;

	constructor(
		public sandbox: Pick<Sandbox, 'baseUrl' | 'key'>,
		node: Partial<INode>,
	) {
		this.node = nodeOf('GoSMS Trigger', 'n8n-nodes-gosms.goSmsTrigger', node);
	}

	/** Activates the workflow, or starts n8n with it; what was not saved is gone. */
	async activate(): Promise<IDataObject[]> {
		const { key: apiKey, baseUrl } = this.sandbox;
		this.active = activeWorkflow({
			credentials: { apiKey, baseUrl },
			staticData: structuredClone(this.saved),
			workflow: { nodes: [this.node], connections: {}, ...{ id: this.workflowId } },
		});
		const events = await this.poll();
		this.save();
		return events;
	}

	/** One tick of n8n's clock. */
	async poll(): Promise<IDataObject[]> {
		const { active } = this;
		if (!active) throw new TypeError('activate the workflow first');
		const context = this.watched(active.contextOf(this.node, 'trigger'), active);
		const output = await trigger.poll.call(context);
		return output ? this.take(output, active) : [];
	}

	/** A workflow that was activated anew meanwhile, or is gone, starts nothing more. */
	private take(output: Output, active: Active): IDataObject[] {
		if (this.active !== active) return [];
		this.save();
		const events = output.flat().map((item) => item.json);
		this.events.push(...events);
		this.onEvents(events);
		return events;
	}

	/** Told at once. */
	onEvents: (events: IDataObject[]) => void = () => undefined;

	/** “Fetch Test Event” in the editor. */
	async test(): Promise<IDataObject[] | null> {
		if (!this.active) await this.activate();
		const output = await trigger.poll.call((this.active as Active).contextOf(this.node, 'manual'));
		return output ? output.flat().map((item) => item.json) : null;
	}

	/** The data in memory, as n8n has it between two polls. */
	get inMemory(): IDataObject {
		return JSON.parse(JSON.stringify(this.active?.workflow.staticData ?? {})) as IDataObject;
	}

	private save(): void {
		this.saved = this.inMemory;
	}

	/** The context as newer versions of n8n have it, with a log that can be read. */
	private watched(context: PollContext, active: Active): PollContext {
		const warn = (message: string) => this.warnings.push(message);
		return Object.create(context, {
			logger: { value: Object.create(context.logger, { warn: { value: warn } }) },
			getPollBudgetMs: { value: () => 300_000 },
			__emit: { value: (output: Output) => this.take(output, active) },
		}) as PollContext;
	}
}
