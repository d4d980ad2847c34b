import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { byCode, createAndWait, start, workflowOf } from '../workflowOf.mts';

/** What n8n itself does when something fails. The error output is shown by the example that tries countries. */
export async function checkFailures(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;
	await check('Retry On Fail buys no number twice', async () => {
		const before = control.orders().length;
		// The second item has no code in time, and fails the first try of both.
		control.setSettings({ sms: { default: { delayMs: 2_000 }, GB: { delayMs: null } } });
		const pair = ['ID', 'GB'].map((region) => ({ region, seconds: region === 'GB' ? 8 : 0 }));
		const parameters = {
			...createAndWait({ failWithoutCode: true, timeoutSeconds: '={{ $json.seconds }}' }),
			region: byCode('={{ $json.region }}'),
		};
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
		const workflow = workflowOf(place, 'retry', parameters, { items: pair, settings });
		const { status, error } = await client.runToEnd(await client.createWorkflow(workflow), start);
		assert.equal(status, 'error', error);
		const bought = control.orders().slice(before);
		const paid = bought.filter(({ phase }) => phase === 'received' || phase === 'completed');
		assert.equal(paid.length, 1);
		// n8n has tried twice, and the number that was given back was wanted again.
		const regions = bought.map(({ region }) => region).sort();
		assert.deepEqual(regions, ['GB', 'GB', 'ID'], JSON.stringify(bought));
		assert.deepEqual(
			bought.filter(({ phase }) => phase === 'pending'),
			[],
		);
		control.setSettings({ sms: { GB: { delayMs: 2_000 } } });
	});

	await check('a message has the API’s words and code beside it, never the key', async () => {
		control.addFault({ kind: 'echoKey', status: 400, times: 'always' });
		const workflow = await client.createWorkflow(workflowOf(place, 'echo', createAndWait()));
		const { status, raw, error } = await client.runToEnd(workflow, start);
		control.clearFaults();
		assert.equal(status, 'error');
		assert.ok(error);
		assert.match(raw, /INVALID_PARAMS/);
		assert.ok(!raw.includes(sandbox.key));
	});
}
