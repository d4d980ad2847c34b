import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import { gosms, manualStart } from '../workflowOf.mts';
import { assertSettled, createCalled, createCaller, typeIn, webhookStart } from './calling.mts';

/** n8n does not run the workflow at all: one number is bought and given back, and a sentence says what to do. */
export async function checkUncallable(place: N8nPlace, check: Check): Promise<void> {
	const { client, host, sandbox } = place;
	const isN8n2 = place.install.version.n8n.startsWith('2.');
	const bought = () => sandbox.control.orders().length;
	const options = { numbersToTry: 3 };

	const refusal = async (calledId: string, why: string) => {
		const before = bought();
		const caller = await createCaller(place, calledId, { options });
		const { status, error = '' } = await client.runToEnd(caller, manualStart.name);
		assert.equal(status, 'error');
		const words = `could not run the workflow that uses the number: ${why}`;
		assert.ok(error.includes(words), error);
		assert.match(error, /The number was given back/);
		assert.equal(bought() - before, 1);
		await assertSettled(place);
	};
	const calledByWebhook = async (path: string, calledId: string) => {
		const caller = await createCaller(place, calledId, { options, start: webhookStart(path) });
		await client.activate(caller);
		await host.callWebhook(path);
		const first = async () => (await client.executions(caller.id)).at(0);
		await untilTrue('its end', async () => (await first())?.isEnded === true);
		return await first();
	};

	await check('a workflow that was deleted', async () => {
		const { id } = await createCalled(place, 'deleted', [typeIn(place)]);
		await client.deleteWorkflow({ id });
		await refusal(id, 'it no longer exists. Choose another');
	});

	await check('a workflow without its trigger', async () => {
		const schedule = { name: 'Daily', type: 'n8n-nodes-base.scheduleTrigger', typeVersion: 1.2 };
		const { id } = await createCalled(place, 'no trigger', [typeIn(place)], schedule);
		await refusal(id, 'its trigger is missing. Start it with “When Executed');
	});

	await check('a workflow that may not be called', async () => {
		const { id } = await createCalled(place, 'closed', [typeIn(place)]);
		const settings = { executionOrder: 'v1', callerPolicy: 'none' };
		const { versionId } = await client.get<{ versionId: string }>(`/workflows/${id}`);
		await client.patch(`/workflows/${id}`, { settings, versionId });
		await refusal(id, 'it may not be called from this one. Change “This workflow can');
	});

	await check('in production n8n 2 wants it published, and n8n 1 does not', async () => {
		const { id } = await createCalled(place, 'draft in production', [typeIn(place)]);
		const before = bought();
		const run = await calledByWebhook('unpublished', id);
		assert.equal(bought() - before, 1);
		assert.equal(run?.status, isN8n2 ? 'error' : 'success', run?.error);
		if (isN8n2) assert.match(run?.error ?? '', /it is not published\. Publish it/);
		await assertSettled(place);
		if (!isN8n2) return;

		await client.activate({ id });
		const published = await calledByWebhook('published', id);
		assert.ok(published?.outputOf(gosms)[0]?.workflow_result, published?.error);
		await assertSettled(place);
	});
}
