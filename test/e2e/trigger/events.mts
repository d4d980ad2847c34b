import assert from 'node:assert/strict';
import { parse } from 'flatted';
import type { Workflow } from '../../n8n/client.mts';
import type { Execution } from '../../n8n/execution.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { untilTrue } from '../untilTrue.mts';
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

export async function untilTold(place: N8nPlace, workflow: Workflow, event: string): Promise<void> {
	const isTold = async () => (await toldTo(place, workflow)).includes(event);
	await untilTrue(`the event ${event}`, isTold, 60_000);
}

export function buy({ sandbox }: N8nPlace): number {
	return sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
}

/** Its trigger polls every ten seconds, the first time so many seconds after the full minute. */
export async function createWatching(place: N8nPlace, firstSecond: number): Promise<Workflow> {
	const parameters = {
		pollTimes: pollTimesAt([0, 10, 20, 30, 40, 50].map((second) => second + firstSecond)),
		events: ['created', 'received', 'expired'],
		filters: {},
		options: { watchSeconds: 8 },
	};
	return await place.client.createWorkflow(
		chainOf(place, `events from second ${firstSecond}`, [
			{ name: triggerNode, type: 'n8n-nodes-gosms.goSmsTrigger', parameters },
			{ name: 'Next', type: 'n8n-nodes-base.noOp' },
		]),
	);
}

/** @returns the workflow, active */
export async function checkEvents(place: N8nPlace, check: Check): Promise<Workflow> {
	const { client, sandbox } = place;
	const workflow = await createWatching(place, 0);
	const old = buy(place);

	await check('activation tells nothing of the past', async () => {
		sandbox.control.deliver(old, {});
		await client.activate(workflow);
		assert.deepEqual(await toldTo(place, workflow), []);
	});

	await check('what happens between the activation and the first poll is told', async () => {
		const orderId = buy(place);
		sandbox.control.deliver(orderId, {});
		await untilTold(place, workflow, nameOf(orderId, 'received'));
	});

	await check('an SMS starts the active workflow, with code and text', async () => {
		const orderId = buy(place);
		sandbox.control.deliver(orderId, { code: '0042', content: 'Your code is 0042' });
		const received = nameOf(orderId, 'received');
		await untilTold(place, workflow, received);
		const rows = (await client.executions(workflow.id)).flatMap((one) => one.outputOf('Next'));
		const row = rows.find(({ order_id, event }) => nameOf(order_id, event) === received);
		assert.equal(row?.code, '0042');
		assert.equal(row?.content, 'Your code is 0042');
	});

	await check('an order that expires starts it too', async () => {
		const orderId = buy(place);
		sandbox.control.expire(orderId);
		await untilTold(place, workflow, nameOf(orderId, 'expired'));
	});

	return workflow;
}
