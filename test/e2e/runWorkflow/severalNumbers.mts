import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { gosms, manualStart } from '../workflowOf.mts';
import { assertSettled, createCalled, createCaller, typeIn } from './calling.mts';

export async function checkSeveralNumbers(place: N8nPlace, check: Check): Promise<void> {
	const { client, sandbox } = place;
	const { control } = sandbox;

	await check(
		'no SMS on the first number: another one is bought, and the workflow runs again',
		async () => {
			const before = control.orders().length;
			const bought = () => control.orders().slice(before);
			const { id } = await createCalled(place, 'twice', [typeIn(place)]);
			const options = { numbersToTry: 2, timeoutSeconds: 6 };
			const running = await client.run(
				await createCaller(place, id, { options }),
				manualStart.name,
			);
			await untilTrue(
				'the form has its SMS',
				() => typeof bought()[0]?.smsAtMs === 'number',
				20_000,
			);
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
		},
	);
}
