import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/server.mts';
import type { ExampleCheck } from './trial.mts';

const hourMs = 3_600_000;
/** Half an hour off most others, so that a day of UTC would not do. */
const timezone = 'Asia/Kathmandu';

export const dailySpending: ExampleCheck = {
	// A hundred of them are 30.7, which they are not as floating-point numbers.
	sandbox: { prices: { ID: 0.1, IN: 0.2, CN: 0.7, GB: 1.1, US: 0.300001 } },
	run: async ({ client, sandbox, file }) => {
		sandbox.control.seedHistory({ count: 400, intervalMs: hourMs / 2 });
		const settings = { executionOrder: 'v1', timezone };
		const workflow = await client.post<{ id: string } & typeof file>('/workflows', {
			...file,
			settings,
			active: false,
		});
		const run = await client.runToEnd(workflow, 'Every morning');
		assert.equal(run.status, 'success', run.error);
		const table = run.outputOf('One row a day');
		assert.deepEqual(table, expected(sandbox));
		assert.ok(table.length >= 7, `${table.length} days`);
		assert.match(run.raw, /gosms-spending\.csv/);
	},
};

/** The same table from the sandbox’s own books, added up another way. */
function expected({ control }: Sandbox): Array<Record<string, unknown>> {
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
