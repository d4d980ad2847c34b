import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

export const tryCountriesInOrder: ExampleCheck = {
	sandbox: {
		sms: { default: { delayMs: 1_000 } },
		stock: { ID: 0 },
		prices: { IN: 1.000001, GB: 1 },
	},
	run: async (trial) => {
		const { control } = trial.sandbox;
		const run = await runExample(trial);
		assert.equal(run.status, 'success', run.error);
		const [tooDear, taken] = control.orders();
		assert.equal(tooDear?.region, 'IN');
		assert.equal(tooDear?.phase, 'cancelled');
		assert.deepEqual(run.outputOf('The code'), [
			{ code: taken?.code, phone: taken?.phone, region: 'GB', price: 1 },
		]);

		control.setSettings({ stock: { IN: 0, GB: 0 } });
		const without = await runExample(trial);
		assert.equal(without.status, 'success', without.error);
		const [item] = without.outputOf('Nothing was bought');
		assert.match(JSON.stringify(item), /no number available/);
		assert.equal(control.orders().length, 2);
	},
};
