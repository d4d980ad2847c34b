import assert from 'node:assert/strict';
import { untilTrue } from '../untilTrue.mts';
import { runExample, runWell, withSettings, type ExampleChecks, type Trial } from './trial.mts';

/** No SMS comes but what the form sends. */
const sandbox = { sms: { default: { delayMs: null } } };

export const signUpForms: ExampleChecks = {
	'sign-up-check-in-one-node.json': {
		sandbox,
		run: async (trial) => {
			const run = await runWell(trial);
			const [order] = trial.sandbox.control.orders();
			const [row] = run.outputOf('Buy a number and wait');
			assert.equal(row?.code, order?.code);
			assert.deepEqual(row?.workflow_result, {
				message: `A code is on its way to ${order?.phone}`,
			});
			assert.deepEqual(run.outputOf('Send the code back'), confirmed(order?.phone));
		},
	},

	'sign-up-check-in-three-nodes.json': {
		sandbox,
		run: async (trial) => {
			const run = await runWell(trial);
			const [order] = trial.sandbox.control.orders();
			assert.equal(run.outputOf('Wait for SMS')[0]?.code, order?.code);
			assert.deepEqual(run.outputOf('Send the code back'), confirmed(order?.phone));
		},
	},

	// Run by the example that is made for it, with a form that does not take the number: it is given back.
	'type-the-number-into-your-form.json': {
		run: async (trial) => {
			const { control, formUrl } = trial.sandbox;
			const file = await trial.read('sign-up-check-in-one-node.json', `${formUrl}/gone`);
			const run = await runExample({ ...trial, file });
			assert.equal(run.status, 'error');
			assert.match(run.error ?? '', /failed: .*could not be found.* was given back/);
			assert.equal(control.orders()[0]?.phase, 'cancelled');
			assert.equal(control.account().frozenBalance, 0);
		},
	},

	'another-number-when-no-sms-comes.json': {
		sandbox,
		run: async (trial) => {
			const { control } = trial.sandbox;
			const run = await runWithoutSms(trial, 0);
			assert.equal(run.status, 'success', run.error);
			const phases = () => control.orders().map(({ phase }) => phase);
			assert.deepEqual(phases(), ['cancelled', 'received']);
			assert.deepEqual(run.outputOf('Send the code back'), confirmed(control.orders()[1]?.phone));

			// No more numbers than the settings allow, each given back.
			const failed = await runWithoutForm(trial);
			assert.equal(failed.status, 'error');
			assert.match(failed.error ?? '', /^No SMS arrived/);
			assert.ok(failed.error?.includes(control.orders().at(-1)?.phone ?? 'no phone'));
			assert.deepEqual(phases().slice(2), ['cancelled', 'cancelled', 'cancelled']);
		},
	},

	'check-your-sign-up-form.json': {
		sandbox,
		run: async (trial) => {
			const { control } = trial.sandbox;
			const run = await runWell(trial);
			const [order] = control.orders();
			const [end] = run.outputOf('Sign-up works');
			assert.deepEqual(run.outputOf('Send the code back'), confirmed(order?.phone));
			assert.equal(end?.phone, order?.phone);
			assert.equal(end?.price, order?.price);
			assert.ok(Number(end?.secondsUntilSms) >= 2, String(end?.secondsUntilSms));

			// The number is given back when the form does not take it.
			const refused = await runWithoutForm(trial);
			assert.equal(refused.status, 'error');
			assert.match(refused.error ?? '', /form did not accept the number/);
			assert.equal(control.orders().at(-1)?.phase, 'cancelled');

			// An order that ends without a code ends the execution with an error.
			const silent = await runWithoutSms(trial, 2);
			assert.equal(silent.status, 'error');
			assert.match(silent.error ?? '', /No SMS arrived at \+62\d+ .*The order is cancelled/);
		},
	},
};

const confirmed = (phone: string | undefined) => [{ confirmed: true, phone }];

const runWithoutForm = async (trial: Trial) =>
	await runExample(withSettings(trial, { formUrl: `${trial.sandbox.formUrl}/gone` }));

/** The order that is bought then ends when the form has sent its SMS, and before that one comes. */
async function runWithoutSms(trial: Trial, bought: number) {
	const { control } = trial.sandbox;
	const order = () => control.orders()[bought];
	const ended = runExample(trial);
	ended.catch(() => undefined);
	await untilTrue('the form has sent its SMS', () => typeof order()?.smsAtMs === 'number', 20_000);
	control.cancelAsOther(order()?.orderId ?? 0);
	return await ended;
}
