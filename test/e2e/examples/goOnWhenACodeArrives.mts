import assert from 'node:assert/strict';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { ExampleCheck } from './trial.mts';

const buying = 'When clicking ‘Execute workflow’';

export const goOnWhenACodeArrives: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: null } } },
	run: async ({ client, sandbox, file }) => {
		const workflow = await client.createWorkflow(file);
		await client.activate(workflow);
		const orderIds: number[] = [];
		for (let n = 0; n < 2; n++) {
			const run = await client.runToEnd(workflow, buying);
			assert.equal(run.status, 'success', run.error);
			orderIds.push(Number(run.outputOf('Use the number')[0]?.order_id));
		}
		const [received = 0, expired = 0] = orderIds;
		sandbox.control.deliver(received, { code: '0042' });
		sandbox.control.expire(expired);

		const told = async (node: string) =>
			(await client.executions(workflow.id)).flatMap((one) => one.outputOf(node));
		const both = async () =>
			(await told('Hand on the code')).length + (await told('Tell whoever waits')).length > 1;
		await untilTrue('a code and an order that has expired', both, 130_000);
		const [code] = await told('Hand on the code');
		assert.deepEqual([code?.order_id, code?.code, code?.event], [received, '0042', 'received']);
		const [end] = await told('Tell whoever waits');
		assert.deepEqual([end?.order_id, end?.event], [expired, 'expired']);
		await client.post(`/workflows/${workflow.id}/deactivate`, {}).catch(async () => {
			await client.patch(`/workflows/${workflow.id}`, { active: false });
		});
	},
};
