import assert from 'node:assert/strict';
import { parse } from 'flatted';
import type { Workflow } from '../../n8n/client.mts';
import type { Execution } from '../../n8n/execution.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import { chainOf, pollTimesAt } from '../workflowOf.mts';

const triggerNode = 'GoSMS Trigger';

/** An event of an order, in a word. */
export const nameOf = (orderId: unknown, event: unknown) => `${String(event)} ${String(orderId)}`;

/**
 * The events that an execution was started with: what its trigger put out or, when n8n died before it had run, what n8n
 * kept for it.
 */
export function eventsOf({ outputOf, raw }: Execution): string[] {
	const rows = outputOf(triggerNode);
	if (rows.length > 0) return rows.map(({ order_id, event }) => nameOf(order_id, event));
	const found = new Set<string>();
	const seen = new Set<object>();
	const walk = (at: unknown): void => {
		if (typeof at !== 'object' || at === null || seen.has(at)) return;
		seen.add(at);
		if ('order_id' in at && 'event' in at) found.add(nameOf(at.order_id, at.event));
		for (const value of Object.values(at)) walk(value);
	};
	walk(raw && parse(raw));
	return [...found];
}

/** What has started a workflow, in order. */
export async function toldTo({ client }: N8nPlace, { id }: Workflow): Promise<string[]> {
	return (await client.executions(id)).flatMap(eventsOf);
}

/** Waits until the code of an order has started a workflow. */
export async function untilReceived(place: N8nPlace, workflow: Workflow, orderId: number) {
	const received = nameOf(orderId, 'received');
	const isTold = async () => (await toldTo(place, workflow)).includes(received);
	await untilTrue('the event', isTold);
}

export function buy({ sandbox }: Pick<N8nPlace, 'sandbox'>): number {
	return sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
}

/** @returns the workflow, active */
export async function checkEvents(place: N8nPlace, check: Check): Promise<Workflow> {
	const { client, sandbox } = place;
	const parameters = {
		pollTimes: pollTimesAt([0, 10, 20, 30, 40, 50]),
		events: ['created', 'received', 'expired'],
		filters: {},
		options: { watchSeconds: 8 },
	};
	const workflow = await client.createWorkflow(
		chainOf(place, 'events', [
			{ name: triggerNode, type: 'n8n-nodes-gosms.goSmsTrigger', parameters },
			{ name: 'Next', type: 'n8n-nodes-base.noOp' },
		]),
	);
	const old = buy(place);

	await check('activation tells nothing of the past', async () => {
		sandbox.control.deliver(old, {});
		await client.activate(workflow);
		assert.deepEqual(await toldTo(place, workflow), []);
	});

	await check('what happens between the activation and the first poll is told', async () => {
		const orderId = buy(place);
		sandbox.control.deliver(orderId, {});
		await untilReceived(place, workflow, orderId);
	});

	await check('an SMS starts the active workflow, with code and text', async () => {
		const orderId = buy(place);
		sandbox.control.deliver(orderId, { code: '0042', content: 'Your code is 0042' });
		await untilReceived(place, workflow, orderId);
		const rows = (await client.executions(workflow.id)).flatMap((one) => one.outputOf('Next'));
		const row = rows.find((one) => one.order_id === orderId && one.event === 'received');
		assert.equal(row?.code, '0042');
		assert.equal(row?.content, 'Your code is 0042');
	});

	return workflow;
}
