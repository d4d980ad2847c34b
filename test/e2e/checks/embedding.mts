import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import {
	byId,
	chainOf,
	createAndWait,
	gosms,
	goSmsNode,
	manualStart,
	start,
	workflowOf,
} from '../workflowOf.mts';

/** Pinned output, and a workflow that calls the one with the node. */
export async function checkEmbedding(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;
	const purchases = () => control.orders().length;

	await check('pinned output is used, and nothing is bought', async () => {
		const before = purchases();
		const workflow = workflowOf(place, 'pinned', createAndWait());
		const pinData = { ...workflow.pinData, [gosms]: [{ json: { code: '0042' } }] };
		const pinned = await client.createWorkflow({ ...workflow, pinData });
		const { status, outputOf } = await client.runToEnd(pinned, start);
		assert.equal(status, 'success');
		assert.deepEqual(outputOf(gosms), [{ code: '0042' }]);
		assert.equal(purchases(), before);
	});

	const inner = await client.createWorkflow(
		chainOf(place, 'inner', [
			{ name: 'Called', type: 'n8n-nodes-base.executeWorkflowTrigger' },
			goSmsNode(createAndWait()),
		]),
	);
	await client.activate(inner).catch(() => undefined);
	const call = {
		name: 'Call',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: {
			workflowId: byId(inner.id),
			workflowInputs: { mappingMode: 'defineBelow', value: {} },
			options: {},
		},
	};
	const outer = await client.createWorkflow(chainOf(place, 'outer', [manualStart, call]));

	await check('a sub-workflow hands on the code', async () => {
		control.setSettings({ sms: { default: { delayMs: 2_000 } } });
		const { status, error, outputOf } = await client.runToEnd(outer, start);
		assert.equal(status, 'success', error);
		const [row] = outputOf('Call');
		assert.equal(row?.code, control.orders().at(-1)?.code);
	});

	await check('Stop of a sub-workflow’s own execution gives the number back', async () => {
		control.setSettings({ sms: { default: { delayMs: null } } });
		const before = purchases();
		const called = await client.run(outer, start);
		await untilTrue('a purchase', () => purchases() > before);
		await client.stop(called);
		// n8n stops the calling execution alone.
		const running = (await client.executions(inner.id)).filter(({ isEnded }) => !isEnded);
		assert.equal(running.length, 1);
		for (const { id } of running) await client.stop(id);
		const phase = () => control.orders().at(-1)?.phase;
		await untilTrue('the order given back', () => phase() === 'cancelled', 5_000);
	});
}
