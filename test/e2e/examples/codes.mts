import assert from 'node:assert/strict';
import { untilTrue } from '../untilTrue.mts';
import { runWell, type ExampleChecks } from './trial.mts';

const buying = 'When clicking ‘Execute workflow’';

export const codes: ExampleChecks = {
	'get-a-code.json': {
		sandbox: { sms: { default: { delayMs: 3_000, code: '0042' } } },
		run: async (trial) => {
			const run = await runWell(trial);
			assert.equal(run.outputOf('Buy a number and wait')[0]?.code, '0042');
			assert.equal(run.outputOf('Balance after').length, 1);
		},
	},

	'go-on-when-a-code-arrives.json': {
		sandbox: { sms: { default: { delayMs: null } } },
		run: async ({ client, sandbox, file, onlyWaits }) => {
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
			onlyWaits();
			await untilTrue('a code and an order that has expired', both, 130_000);
			const [code] = await told('Hand on the code');
			assert.deepEqual([code?.order_id, code?.code, code?.event], [received, '0042', 'received']);
			const [end] = await told('Tell whoever waits');
			assert.deepEqual([end?.order_id, end?.event], [expired, 'expired']);
			await client.deactivate(workflow);
		},
	},
};
