import assert from 'node:assert/strict';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { runExample, withSettings, type ExampleCheck, type Trial } from './trial.mts';

export const anotherNumberWhenNoSmsComes: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: null } } },
	run: async (trial) => {
		await secondNumber(trial);
		await noForm(trial);
	},
};

/** The first number ends without an SMS. */
async function secondNumber(trial: Trial): Promise<void> {
	const { control } = trial.sandbox;
	const [ended, first] = [runExample(trial), () => control.orders()[0]];
	await untilTrue('the form has sent its SMS', () => typeof first()?.smsAtMs === 'number', 20_000);
	control.cancelAsOther(first()?.orderId ?? 0);
	const run = await ended;
	assert.equal(run.status, 'success', run.error);
	assert.deepEqual(
		control.orders().map(({ phase }) => phase),
		['cancelled', 'received'],
	);
	const phone = control.orders()[1]?.phone;
	assert.deepEqual(run.outputOf('Send the code back'), [{ confirmed: true, phone }]);
}

/** No more numbers than the settings allow, each given back. */
async function noForm(trial: Trial): Promise<void> {
	const { control, formUrl } = trial.sandbox;
	const before = control.orders().length;
	const run = await runExample(withSettings(trial, { formUrl: `${formUrl}/gone` }));
	assert.equal(run.status, 'error');
	const bought = control.orders().slice(before);
	assert.match(run.error ?? '', /^No SMS arrived/);
	assert.ok(run.error?.includes(bought.at(-1)?.phone ?? 'no phone'));
	assert.deepEqual(
		bought.map(({ phase }) => phase),
		['cancelled', 'cancelled', 'cancelled'],
	);
}
