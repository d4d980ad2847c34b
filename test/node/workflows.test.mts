import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { IRun } from 'n8n-workflow';
import { startWorkflow, type WorkflowFile } from '../support/engine.mts';
import { TriggerHost } from '../support/triggerHost.mts';
import { withSandbox } from '../support/withSandbox.mts';

const folder = join(__dirname, '..', 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) =>
	JSON.parse(readFileSync(join(folder, name), 'utf8')) as WorkflowFile & { name: string };

const outputOf = (run: IRun, node: string) =>
	(run.data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? []).map((item) => item.json);

describe.each(files)('%s', (name) => {
	const workflow = read(name);

	it('tells what it is for, names the duties, and holds nobody’s credential', () => {
		const notes = workflow.nodes.filter((node) => node.type === 'n8n-nodes-base.stickyNote');
		expect(notes.map((note) => note.parameters.content).join()).toMatch(/respect the terms/);
		for (const node of workflow.nodes) expect(node.credentials?.goSmsApi?.id ?? '').toBe('');
	});
});

it('get-a-code.json gets a code', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 5_000, code: '0042' } } });
	const { key: apiKey, baseUrl } = sandbox;
	const workflow = read('get-a-code.json');
	const run = await startWorkflow({ workflow, credentials: { apiKey, baseUrl } }).finished;
	expect(run.data.resultData.error).toBeUndefined();
	expect(outputOf(run, 'Buy a number and wait')).toMatchObject([{ code: '0042' }]);
});

it('go-on-when-a-code-arrives.json starts with each code, and with each order that expires', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: null } } });
	const { key: apiKey, baseUrl } = sandbox;
	const workflow = read('go-on-when-a-code-arrives.json');
	const buy = () =>
		sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
	const triggers = workflow.nodes.filter((node) => node.type === 'n8n-nodes-gosms.goSmsTrigger');
	const hosts = triggers.map((node) => new TriggerHost(sandbox, node));
	for (const host of hosts) await host.activate();
	const [received, expired] = [buy(), buy()];
	sandbox.control.deliver(received, { code: '0042' });
	sandbox.control.expire(expired);

	const ends: Record<string, unknown> = {};
	for (const [index, host] of hosts.entries()) {
		const items = (await host.poll()).map((json) => ({ json }));
		const startNode = triggers[index]?.name ?? '';
		const pinData = { [startNode]: items };
		const execution = { workflow, startNode, pinData, credentials: { apiKey, baseUrl } };
		const run = await startWorkflow(execution).finished;
		const next = workflow.connections[startNode]?.main?.[0]?.[0]?.node ?? '';
		ends[next] = outputOf(run, next);
	}
	expect(ends).toEqual({
		'Hand on the code': [
			expect.objectContaining({ order_id: received, code: '0042', event: 'received' }),
		],
		'Tell whoever waits': [expect.objectContaining({ order_id: expired, event: 'expired' })],
	});
});
