import assert from 'node:assert/strict';
import { runExample, runWithCancel, withSettings, type ExampleCheck } from './trial.mts';

const sandbox = { sms: { default: { delayMs: null } } };

/** Those that have a form, numbers that get no SMS, and no form, by file name. */
export const formExamples: Readonly<Record<string, ExampleCheck>> = {
	'another-number-when-no-sms-comes.json': {
		sandbox,
		run: async (trial) => {
			const { control, formUrl } = trial.sandbox;
			const phasesFrom = (first: number) =>
				control
					.orders()
					.slice(first)
					.map(({ phase }) => phase);
			// The first number ends without an SMS.
			const run = await runWithCancel(trial, 0, 'success');
			assert.deepEqual(phasesFrom(0), ['cancelled', 'received']);
			const phone = control.orders()[1]?.phone;
			assert.deepEqual(run.outputOf('Send the code back'), [{ confirmed: true, phone }]);

			// No more numbers than the settings allow, each given back.
			const gone = withSettings(trial, { formUrl: `${formUrl}/gone` });
			const { error = '' } = await runExample(gone, 'error');
			assert.match(error, /^No SMS arrived/);
			assert.ok(error.includes(control.orders().at(-1)?.phone ?? 'no phone'));
			assert.deepEqual(phasesFrom(2), ['cancelled', 'cancelled', 'cancelled']);
		},
	},

	'check-your-sign-up-form.json': {
		sandbox,
		run: async (trial) => {
			const { control, formUrl } = trial.sandbox;
			const run = await runExample(trial);
			const [order] = control.orders();
			const [end] = run.outputOf('Sign-up works');
			const answer = { confirmed: true, phone: order?.phone };
			assert.deepEqual(run.outputOf('Send the code back'), [answer]);
			assert.deepEqual([end?.phone, end?.price], [order?.phone, order?.price]);
			assert.ok(Number(end?.secondsUntilSms) >= 2, String(end?.secondsUntilSms));

			// The number is given back when the form does not take it.
			const gone = withSettings(trial, { formUrl: `${formUrl}/gone` });
			const { error: noForm = '' } = await runExample(gone, 'error');
			assert.match(noForm, /form did not accept the number/);
			assert.equal(control.orders().at(-1)?.phase, 'cancelled');

			// An order that ends without a code ends the execution with an error.
			const { error: noSms = '' } = await runWithCancel(trial, 2, 'error');
			assert.match(noSms, /No SMS arrived at \+62\d+ .*The order is cancelled/);
		},
	},
};
