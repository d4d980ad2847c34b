import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

export const buyInTheBestRegion: ExampleCheck = {
	sandbox: { sms: { default: { delayMs: 1_000 } } },
	run: async (trial) => {
		const { control } = trial.sandbox;
		const first = await runExample(trial);
		assert.equal(first.status, 'success', first.error);
		assert.equal(first.outputOf('Buy a number and wait')[0]?.region, 'ID');

		const buy = (region: string) =>
			control.createAsOther({ projectCode: 'whatsapp', region }).orderId;
		for (let n = 0; n < 3; n++) {
			control.deliver(buy('IN'));
			control.cancelAsOther(buy('ID'));
		}
		const second = await runExample(trial);
		assert.equal(second.status, 'success', second.error);
		assert.equal(second.outputOf('Buy a number and wait')[0]?.region, 'IN');
		assert.deepEqual(
			second.outputOf('Best region').map((row) => [row.region, row.orders]),
			[['IN', 3]],
		);
	},
};
