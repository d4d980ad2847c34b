import assert from 'node:assert/strict';
import { runExample, runWithCancel, withSettings, type ExampleCheck } from './trial.mts';

const minuteMs = 60_000;
const noSms = { sms: { default: { delayMs: null } } };

/** Those that are run once or twice, by file name. */
export const shortExamples: Readonly<Record<string, ExampleCheck>> = {
	'buy-in-the-best-region.json': {
		sandbox: { sms: { default: { delayMs: 1_000 } } },
		run: async (trial) => {
			const { control } = trial.sandbox;
			const first = await runExample(trial);
			assert.equal(first.outputOf('Buy a number and wait')[0]?.region, 'ID');

			const buy = (region: string, projectCode = 'whatsapp') =>
				control.createAsOther({ projectCode, region }).orderId;
			for (let n = 0; n < 3; n++) {
				control.deliver(buy('IN'));
				control.cancelAsOther(buy('ID'));
				control.deliver(buy('GB', 'telegram'));
			}
			const second = await runExample(trial);
			assert.equal(second.outputOf('Buy a number and wait')[0]?.region, 'IN');
			assert.deepEqual(
				second.outputOf('Best region').map((row) => [row.region, row.orders]),
				[['IN', 3]],
			);
		},
	},

	'get-a-code.json': {
		sandbox: { sms: { default: { delayMs: 3_000, code: '0042' } } },
		run: async (trial) => {
			const run = await runExample(trial);
			assert.equal(run.outputOf('Buy a number and wait')[0]?.code, '0042');
			assert.equal(run.outputOf('Balance after').length, 1);
		},
	},

	'low-balance-alert.json': {
		sandbox: { accounts: [{ key: 'ch_sandbox', balance: 20.5 }] },
		run: async (trial) => {
			const quiet = await runExample(trial);
			assert.equal(quiet.outputOf('All is well').length, 1);
			assert.equal(quiet.outputOf('Send it').length, 0);

			const alert = await runExample(withSettings(trial, { lowest: 20.6 }));
			assert.match(String(alert.outputOf('Send it')[0]?.text), /^GoSMS has 20\.5 left to spend/);
		},
	},

	'nightly-clean-up.json': {
		sandbox: { orderLifeMs: 60 * minuteMs, ...noSms },
		run: async (trial) => {
			const { control } = trial.sandbox;
			const buy = () => control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
			const old = [buy(), buy()];
			control.advance(16 * minuteMs);
			const young = buy();

			const run = await runExample(trial);
			const ids = run.outputOf('Refunded').map((row) => Number(row.order_id));
			assert.deepEqual(ids.sort(), old);
			assert.equal(control.order(young).phase, 'pending');
			assert.equal(control.account().frozenBalance, control.order(young).price);

			control.advance(16 * minuteMs);
			control.setSettings({ earlyCancelMs: 60 * minuteMs });
			const refused = await runExample(trial);
			const [left] = refused.outputOf('Look at these');
			assert.deepEqual([left?.order_id, left?.outcome], [young, 'refused']);
		},
	},

	'sign-up-check-in-one-node.json': {
		sandbox: noSms,
		run: async (trial) => {
			const run = await runExample(trial);
			const [order] = trial.sandbox.control.orders();
			const [row] = run.outputOf('Buy a number and wait');
			assert.equal(row?.code, order?.code);
			assert.deepEqual(row?.workflow_result, {
				message: `A code is on its way to ${order?.phone}`,
			});
			const [end] = run.outputOf('Send the code back');
			assert.deepEqual(end, { confirmed: true, phone: order?.phone });
		},
	},

	'sign-up-check-in-three-nodes.json': {
		sandbox: noSms,
		run: async (trial) => {
			const run = await runExample(trial);
			const [order] = trial.sandbox.control.orders();
			assert.equal(run.outputOf('Wait for SMS')[0]?.code, order?.code);
			assert.deepEqual(run.outputOf('Send the code back'), [
				{ confirmed: true, phone: order?.phone },
			]);
		},
	},

	'try-countries-in-order.json': {
		sandbox: {
			sms: { default: { delayMs: 1_000 } },
			stock: { ID: 0 },
			prices: { IN: 1.000001, GB: 1 },
		},
		run: async (trial) => {
			const { control } = trial.sandbox;
			const run = await runExample(trial);
			const [tooDear, taken] = control.orders();
			assert.equal(tooDear?.region, 'IN');
			assert.equal(tooDear?.phase, 'cancelled');
			assert.deepEqual(run.outputOf('The code'), [
				{ code: taken?.code, phone: taken?.phone, region: 'GB', price: 1 },
			]);

			control.setSettings({ stock: { IN: 0, GB: 0 } });
			const without = await runExample(trial);
			const [item] = without.outputOf('Nothing was bought');
			assert.match(JSON.stringify(item), /no number available/);
			assert.equal(control.orders().length, 2);
		},
	},

	/** Run by the example that is made for it, with a form that does not take the number: it is given back. */
	'type-the-number-into-your-form.json': {
		run: async (trial) => {
			const { control, formUrl } = trial.sandbox;
			const file = await trial.read('sign-up-check-in-one-node.json', `${formUrl}/gone`);
			const run = await runExample({ ...trial, file }, 'error');
			assert.match(run.error ?? '', /failed: .*could not be found.* was given back/);
			const [order] = control.orders();
			assert.equal(order?.phase, 'cancelled');
			assert.equal(control.account().frozenBalance, 0);
		},
	},

	'another-number-when-no-sms-comes.json': {
		sandbox: noSms,
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
		sandbox: noSms,
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
