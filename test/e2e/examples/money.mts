import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/server.mts';
import { runWell, withSettings, type ExampleChecks } from './trial.mts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Half an hour off most others, so that a day of UTC would not do. */
const timezone = 'Asia/Kathmandu';

export const money: ExampleChecks = {
	'daily-spending.json': {
		// A hundred of them are 30.7, which they are not as floating-point numbers.
		sandbox: { prices: { ID: 0.1, IN: 0.2, CN: 0.7, GB: 1.1, US: 0.300001 } },
		run: async (trial) => {
			trial.sandbox.control.seedHistory({ count: 400, intervalMs: hourMs / 2 });
			const run = await runWell(trial, { timezone });
			const table = run.outputOf('One row a day');
			assert.deepEqual(table, spentADay(trial.sandbox));
			assert.ok(table.length >= 7, `${table.length} days`);
			assert.match(run.raw, /gosms-spending\.csv/);
		},
	},

	'low-balance-alert.json': {
		sandbox: { accounts: [{ key: 'ch_sandbox', balance: 20.5 }] },
		run: async (trial) => {
			const quiet = await runWell(trial);
			assert.equal(quiet.outputOf('All is well').length, 1);
			assert.equal(quiet.outputOf('Send it').length, 0);

			const alert = await runWell(withSettings(trial, { lowest: 20.6 }));
			assert.match(String(alert.outputOf('Send it')[0]?.text), /^GoSMS has 20\.5 left to spend/);
		},
	},

	'nightly-clean-up.json': {
		sandbox: { orderLifeMs: hourMs, sms: { default: { delayMs: null } } },
		run: async (trial) => {
			const { control } = trial.sandbox;
			const buy = () => control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }).orderId;
			const old = [buy(), buy()];
			control.advance(16 * minuteMs);
			const young = buy();

			const run = await runWell(trial);
			const ids = run.outputOf('Refunded').map((row) => Number(row.order_id));
			assert.deepEqual(ids.sort(), old);
			assert.equal(control.order(young).phase, 'pending');
			assert.equal(control.account().frozenBalance, control.order(young).price);

			control.advance(16 * minuteMs);
			control.setSettings({ earlyCancelMs: hourMs });
			const [left] = (await runWell(trial)).outputOf('Look at these');
			assert.deepEqual([left?.order_id, left?.outcome], [young, 'refused']);
		},
	},
};

/** The table of the example from the sandbox’s own books, added up another way. */
function spentADay({ control }: Sandbox): Array<Record<string, unknown>> {
	const form = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone });
	const dayOf = (ms: number) => form.format(ms);
	const firstDay = dayOf(Date.now() - 7 * 24 * hourMs);
	const days = new Map<string, string[]>();
	for (const { type, amount, created_at } of control.ledger()) {
		const day = dayOf(Date.parse(String(created_at)));
		if (type !== 'Release' || day < firstDay) continue;
		days.set(day, [...(days.get(day) ?? []), Number(amount).toFixed(6)]);
	}
	return [...days].map(([day, amounts]) => {
		const digits = amounts.reduce((sum, text) => sum + BigInt(text.replace('.', '')), 0n);
		const whole = String(digits).padStart(7, '0');
		const spent = Number(`${whole.slice(0, -6)}.${whole.slice(-6)}`);
		return { day, orders: amounts.length, spent };
	});
}
