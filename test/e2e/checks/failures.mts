import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import {
	byCode,
	byId,
	createAndWait,
	gosms,
	order,
	purchase,
	start,
	workflowOf,
} from '../workflowOf.mts';

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

/** What n8n itself does when something fails, and what the README says of it. */
export async function checkFailures(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;
	const purchases = () => control.orders().length;
	const run = async (
		name: string,
		parameters: object,
		more: { items?: object[]; settings?: object },
	) =>
		await client.runToEnd(
			await client.createWorkflow(workflowOf(place, name, parameters, more)),
			start,
		);
	const mixed = order('create', {
		...purchase,
		region: byCode('={{ $json.region }}'),
		options: {},
	});
	const items = ['ID', 'Indonesia', 'GB'].map((region) => ({ region }));

	control.setSettings({ sms: { default: { delayMs: 2_000 } } });

	await check('On Error, continue with the error output: each item goes its own way', async () => {
		const settings = { onError: 'continueErrorOutput' };
		const { status, outputOf } = await run('error output', mixed, { items, settings });
		assert.equal(status, 'success');
		assert.deepEqual(
			outputOf(gosms, 0).map(({ region }) => region),
			['ID', 'GB'],
		);
		const [failed, ...more] = outputOf(gosms, 1);
		assert.match(JSON.stringify(failed), /Indonesia/);
		assert.deepEqual(more, []);
	});

	await check('On Error, stop: a bad item ends the run before anything is bought', async () => {
		const before = purchases();
		const { status, error } = await run('stop', mixed, { items });
		assert.equal(status, 'error');
		assert.match(error ?? '', /Indonesia.*\[item 1\]/);
		assert.equal(purchases(), before);
	});

	await check('Retry On Fail buys no number twice', async () => {
		const before = purchases();
		// The second item has no code in time, and fails the first try of both.
		control.setSettings({ sms: { GB: { delayMs: null } } });
		const pair = ['ID', 'GB'].map((region) => ({ region, seconds: region === 'GB' ? 8 : 0 }));
		const parameters = {
			...createAndWait({ failWithoutCode: true, timeoutSeconds: '={{ $json.seconds }}' }),
			region: byCode('={{ $json.region }}'),
		};
		const { status, error } = await run('retry', parameters, {
			items: pair,
			settings: { ...retrying, maxTries: 2 },
		});
		assert.equal(status, 'error', error);
		const bought = control.orders().slice(before);
		const paid = bought.filter(({ phase }) => phase === 'received' || phase === 'completed');
		assert.equal(paid.length, 1);
		assert.ok(bought.filter(({ region }) => region === 'ID').length === 1, JSON.stringify(bought));
		assert.deepEqual(
			bought.filter(({ phase }) => phase === 'pending'),
			[],
		);
		control.setSettings({ sms: { GB: { delayMs: 2_000 } } });
	});

	await check('Retry On Fail helps over a short outage', async () => {
		control.addFault({ kind: 'html502', endpoint: 'order', times: 4 });
		const orderId = byId(control.orders().at(-1)?.orderId ?? 0);
		const { status, error } = await run('retry', order('get', { orderId }), { settings: retrying });
		control.clearFaults();
		assert.equal(status, 'success', error);
	});

	await check(
		'a message has the API’s own words and code beside it, and never the key',
		async () => {
			control.addFault({ kind: 'echoKey', status: 400, times: 'always' });
			const { status, raw, error } = await run('echo', createAndWait(), {});
			control.clearFaults();
			assert.equal(status, 'error');
			assert.ok(error);
			assert.match(raw, /INVALID_PARAMS/);
			assert.ok(!raw.includes(sandbox.key));
		},
	);
}
