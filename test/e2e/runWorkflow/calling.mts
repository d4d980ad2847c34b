import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../../n8n/client.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { byId, chainOf, goSmsNode, manualStart, order, type NodeSketch } from '../workflowOf.mts';

export const called = 'When Executed by Another Workflow';

const trigger: NodeSketch = {
	name: called,
	type: 'n8n-nodes-base.executeWorkflowTrigger',
	typeVersion: 1.1,
	parameters: { inputSource: 'passthrough' },
};

/** Types the number into the form of the sandbox, which sends its SMS two seconds later. */
export const typeIn = ({ sandbox }: N8nPlace): NodeSketch => ({
	name: 'Type in',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: sandbox.formUrl,
		sendBody: true,
		bodyParameters: { parameters: [{ name: 'phone', value: '={{ $json.phone }}' }] },
		options: {},
	},
});

/** Below 65 s n8n waits in the process. */
export const waitSeconds = (amount: number): NodeSketch => ({
	name: `Wait ${amount} s`,
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount, unit: 'seconds' },
});

/** Puts the execution to wait, until it is called. */
export const waitForCall: NodeSketch = {
	name: 'Wait for call',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'webhook', options: {} },
};

export const setField = (name: string, field: string, value: string): NodeSketch => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: { assignments: [{ id: field, name: field, value, type: 'string' }] },
		options: {},
	},
});

export const webhookStart = (
	path: string,
	more: object = {},
): NodeSketch & { webhookId: string } => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', path, options: {}, ...more },
	webhookId: path,
});

/** A workflow that a number is given to. */
export async function createCalled(
	place: Pick<N8nPlace, 'client' | 'credential'>,
	name: string,
	sketches: readonly NodeSketch[],
	start: NodeSketch = trigger,
): Promise<Workflow> {
	return await place.client.createWorkflow(chainOf(place, name, [start, ...sketches]));
}

/** A workflow that buys a number for another one. */
export async function createCaller(
	place: N8nPlace,
	calledId: string,
	{
		options = {},
		start = manualStart,
		after = [],
	}: { options?: INodeParameters; start?: NodeSketch; after?: readonly NodeSketch[] } = {},
): Promise<Workflow> {
	const parameters = order('createAndWait', { runWorkflow: byId(calledId), options });
	const nodes = [start, goSmsNode(parameters), ...after];
	return await place.client.createWorkflow(chainOf(place, 'caller', nodes));
}

/** Nothing is left pending, and nothing frozen but for SMS that have come. */
export async function assertSettled({ sandbox }: N8nPlace): Promise<void> {
	const { control, violations } = sandbox;
	const open = () => control.orders().filter(({ phase }) => phase === 'pending').length;
	await untilTrue('no pending order', () => open() === 0, 5_000);
	const received = control.orders().filter(({ phase }) => phase === 'received');
	const paidFor = received.reduce((sum, { price }) => sum + Math.round(price * 1e6), 0) / 1e6;
	assert.equal(control.account().frozenBalance, paidFor);
	assert.deepEqual([...violations, ...control.audit()], []);
}
