import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

export const signUpCheckInOneNode: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: null } } },
	run: async (trial) => {
		const run = await runExample(trial);
		assert.equal(run.status, 'success', run.error);
		const [order] = trial.sandbox.control.orders();
		const [row] = run.outputOf('Buy a number and wait');
		assert.equal(row?.code, order?.code);
		assert.deepEqual(row?.workflow_result, { message: `A code is on its way to ${order?.phone}` });
		const [end] = run.outputOf('Send the code back');
		assert.deepEqual(end, { confirmed: true, phone: order?.phone });
	},
};
