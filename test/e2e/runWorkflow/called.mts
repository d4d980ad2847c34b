import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import { gosms, manualStart } from '../workflowOf.mts';
import {
	assertSettled,
	createCalled,
	createCaller,
	runBoth,
	stopWith,
	typeIn,
	waitSeconds,
} from './calling.mts';

/** The workflow fails after the SMS, and the SMS may be another number’s. How else it ends, the sign-up examples show. */
export async function checkCalledWorkflow(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;
	const last = () => control.orders().at(-1);

	await check('a workflow that fails after the SMS leaves the code, with a hint', async () => {
		const late = [typeIn(place), waitSeconds(8), stopWith('Too late')];
		const { run } = await runBoth(place, 'late', late);
		assert.equal(run.status, 'success', run.error);
		const [row] = run.outputOf(gosms);
		assert.equal(row?.code, last()?.code);
		assert.equal(row?.workflow_error, 'Too late');
		assert.match(run.raw, /but the code arrived\. The workflow says: Too late/);
		await assertSettled(place);
	});

	await check('no SMS on the first number: the workflow runs again with another', async () => {
		const before = control.orders().length;
		const bought = () => control.orders().slice(before);
		const { id } = await createCalled(place, 'twice', [typeIn(place)]);
		const options = { numbersToTry: 2, timeoutSeconds: 6 };
		const running = await client.run(await createCaller(place, id, { options }), manualStart.name);
		await untilTrue('the form has its SMS', () => typeof bought()[0]?.smsAtMs === 'number');
		control.planSms(bought()[0]?.orderId ?? 0, { delayMs: null });
		const run = await client.ended(running);
		assert.equal(run.status, 'success', run.error);
		const [row] = run.outputOf(gosms);
		assert.deepEqual(
			bought().map(({ phase }) => phase),
			['cancelled', 'received'],
		);
		assert.deepEqual(
			[row?.attempts, row?.order_id, row?.code],
			[2, bought()[1]?.orderId, bought()[1]?.code],
		);
		assert.deepEqual(await client.countExecutions(id), { begun: 2, ended: 2 });
		await assertSettled(place);
	});
}
