import assert from 'node:assert/strict';
import { runExample, withSettings, type ExampleCheck } from './trial.mts';

export const lowBalanceAlert: ExampleCheck = {
	sandbox: { accounts: [{ key: 'ch_sandbox', balance: 20.5 }] },
	run: async (trial) => {
		const quiet = await runExample(trial);
		assert.equal(quiet.status, 'success', quiet.error);
		assert.equal(quiet.outputOf('All is well').length, 1);
		assert.equal(quiet.outputOf('Send it').length, 0);

		const alert = await runExample(withSettings(trial, { lowest: 20.6 }));
		assert.equal(alert.status, 'success', alert.error);
		assert.match(String(alert.outputOf('Send it')[0]?.text), /^GoSMS has 20\.5 left to spend/);
	},
};
