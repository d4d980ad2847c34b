import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

export const getACode: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: 3_000, code: '0042' } } },
	run: async (trial) => {
		const run = await runExample(trial);
		assert.equal(run.status, 'success', run.error);
		assert.equal(run.outputOf('Buy a number and wait')[0]?.code, '0042');
		assert.equal(run.outputOf('Balance after').length, 1);
	},
};
