import assert from 'node:assert/strict';
import type { Check } from '../../suite.mts';
import { called, createCalled, setField, waitForCall } from '../../runWorkflow/calling.mts';
import { byCode, byId } from '../../workflowOf.mts';
import { allSettled, callHook, moneyOf, openAccount, webhookWorkflow } from '../account.mts';
import { nameOf, startedBy, type QueuePlace } from '../queuePlace.mts';

const region = 'GB';

export async function checkRunWorkflow(place: QueuePlace, check: Check): Promise<void> {
	const { client, sandbox, workers } = place;
	sandbox.control.setSettings({ sms: { [region]: { delayMs: 5_000 } } });
	const set = setField('Use', 'used', '={{ $json.phone }}');
	for (const [title, name, nodes, isKnown] of [
		['ends well', 'uses', [set], true],
		['goes to wait', 'sleeps', [set, waitForCall], false],
	] as const)
		await check(`a workflow that uses a number and ${title} stays on its worker`, async () => {
			const account = await openAccount(place, name);
			const { id } = await createCalled({ client, ...account }, `called ${name}`, nodes);
			await client.activate({ id });
			const more = { runWorkflow: byId(id), region: byCode(region) };
			const caller = await client.createWorkflow(webhookWorkflow(account, more));
			await client.activate(caller);
			const [answer] = await Promise.all(callHook(place, account.name, 1));
			assert.equal(answer?.status, 200);
			assert.ok(answer.body.code, JSON.stringify(answer.body));
			const expected = isKnown ? { used: answer.body.phone } : undefined;
			assert.deepEqual(answer.body.workflow_result, expected);
			assert.deepEqual(moneyOf(place, account), allSettled);
			const [run] = await client.executions(id);
			assert.equal(run?.status, isKnown ? 'success' : 'waiting');
			assert.equal(run?.outputOf(called).length, 1);
			// n8n gives the workers no job of its own for it.
			assert.deepEqual(
				workers.filter((worker) => startedBy(worker).includes(run?.id ?? '')).map(nameOf),
				[],
			);
		});
}
