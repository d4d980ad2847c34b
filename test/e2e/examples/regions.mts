import assert from 'node:assert/strict';
import { runWell, type ExampleChecks } from './trial.mts';

export const regions: ExampleChecks = {
	'buy-in-the-best-region.json': {
		sandbox: { sms: { default: { delayMs: 1_000 } } },
		run: async (trial) => {
			const { control } = trial.sandbox;
			const first = await runWell(trial);
			assert.equal(first.outputOf('Buy a number and wait')[0]?.region, 'ID');

			const buy = (region: string) =>
				control.createAsOther({ projectCode: 'whatsapp', region }).orderId;
			for (let n = 0; n < 3; n++) {
				control.deliver(buy('IN'));
				control.cancelAsOther(buy('ID'));
			}
			const second = await runWell(trial);
			assert.equal(second.outputOf('Buy a number and wait')[0]?.region, 'IN');
			assert.deepEqual(
				second.outputOf('Best region').map((row) => [row.region, row.orders]),
				[['IN', 3]],
			);
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
			const run = await runWell(trial);
			const [tooDear, taken] = control.orders();
			assert.equal(tooDear?.region, 'IN');
			assert.equal(tooDear?.phase, 'cancelled');
			assert.deepEqual(run.outputOf('The code'), [
				{ code: taken?.code, phone: taken?.phone, region: 'GB', price: 1 },
			]);

			control.setSettings({ stock: { IN: 0, GB: 0 } });
			const [item] = (await runWell(trial)).outputOf('Nothing was bought');
			assert.match(JSON.stringify(item), /no number available/);
			assert.equal(control.orders().length, 2);
		},
	},
};
