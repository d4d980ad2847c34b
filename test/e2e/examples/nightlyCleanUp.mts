import assert from 'node:assert/strict';
import { runExample, type ExampleCheck } from './trial.mts';

const minuteMs = 60_000;

export const nightlyCleanUp: ExampleCheck = {
	sandbox: { orderLifeMs: 60 * minuteMs, sms: { default: { delayMs: null } } },
	run: async (trial) => {
		const { control } = trial.sandbox;
		const buy = () => control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
		const old = [buy(), buy()];
		control.advance(16 * minuteMs);
		const young = buy();

		const run = await runExample(trial);
		assert.equal(run.status, 'success', run.error);
		const ids = run.outputOf('Refunded').map((row) => Number(row.order_id));
		assert.deepEqual(ids.sort(), old);
		assert.equal(control.order(young).phase, 'pending');
		assert.equal(control.account().frozenBalance, control.order(young).price);

		control.advance(16 * minuteMs);
		control.setSettings({ earlyCancelMs: 60 * minuteMs });
		const refused = await runExample(trial);
		assert.equal(refused.status, 'success', refused.error);
		const [left] = refused.outputOf('Look at these');
		assert.deepEqual([left?.order_id, left?.outcome], [young, 'refused']);
	},
};
