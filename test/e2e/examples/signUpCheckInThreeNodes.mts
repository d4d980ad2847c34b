import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

export const signUpCheckInThreeNodes: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: null } } },
	run: async (trial) => {
		const run = await runExample(trial);
		assert.equal(run.status, 'success', run.error);
		const [order] = trial.sandbox.control.orders();
		assert.equal(run.outputOf('Wait for SMS')[0]?.code, order?.code);
		assert.deepEqual(run.outputOf('Send the code back'), [
			{ confirmed: true, phone: order?.phone },
		]);
	},
};
