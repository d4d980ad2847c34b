import assert from 'node:assert/strict';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { runExample, withSettings, type ExampleCheck, type Trial } from './trial.mts';

export const checkYourSignUpForm: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: null } } },
	run: async (trial) => {
		await signUp(trial);
		await noForm(trial);
		await noSms(trial);
	},
};

async function signUp(trial: Trial): Promise<void> {
	const run = await runExample(trial);
	assert.equal(run.status, 'success', run.error);
	const [order] = trial.sandbox.control.orders();
	const [end] = run.outputOf('Sign-up works');
	assert.deepEqual(run.outputOf('Send the code back'), [{ confirmed: true, phone: order?.phone }]);
	assert.equal(end?.phone, order?.phone);
	assert.equal(end?.price, order?.price);
	assert.ok(Number(end?.secondsUntilSms) >= 2, String(end?.secondsUntilSms));
}

/** The number is given back when the form does not take it. */
async function noForm(trial: Trial): Promise<void> {
	const run = await runExample(withSettings(trial, { formUrl: `${trial.sandbox.formUrl}/gone` }));
	assert.equal(run.status, 'error');
	assert.match(run.error ?? '', /form did not accept the number/);
	assert.equal(trial.sandbox.control.orders().at(-1)?.phase, 'cancelled');
}

/** An order that ends without a code ends the execution with an error. */
async function noSms(trial: Trial): Promise<void> {
	const { control } = trial.sandbox;
	const bought = () => control.orders()[2];
	const ended = runExample(trial);
	await untilTrue('the form has sent its SMS', () => typeof bought()?.smsAtMs === 'number', 20_000);
	const { orderId = 0 } = bought() ?? {};
	control.cancelAsOther(orderId);
	const run = await ended;
	assert.equal(run.status, 'error');
	assert.match(run.error ?? '', /No SMS arrived at \+62\d+ .*The order is cancelled/);
}
