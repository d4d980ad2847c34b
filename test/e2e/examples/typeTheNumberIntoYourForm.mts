import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

/** Run by the example that is made for it, with a form that does not take the number: it is given back. */
export const typeTheNumberIntoYourForm: ExampleCheck = {
	run: async (trial) => {
		const { control, formUrl } = trial.sandbox;
		const file = await trial.read('sign-up-check-in-one-node.json', `${formUrl}/gone`);
		const run = await runExample({ ...trial, file });
		assert.equal(run.status, 'error');
		assert.match(run.error ?? '', /failed: .*could not be found.* was given back/);
		const [order] = control.orders();
		assert.equal(order?.phase, 'cancelled');
		assert.equal(control.account().frozenBalance, 0);
	},
};
