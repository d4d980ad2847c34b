import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { systemClock, until } from '../support/fastClock.mts';
import { code, id, inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import { buyElsewhere, countOf, silent, test, withSandbox } from '../support/withSandbox.mts';

const smsAfter = (delayMs: number) => ({ sms: { default: { delayMs } } });
const wait = (options: INodeParameters = {}) => order('createAndWait', { options });

it('an order that GoSMS does not find for a while, and has shown before, is waited for', async () => {
	const lost = { kind: 'echoKey', status: 404, times: 5, skip: 1 } as const;
	const faults = (['order', 'orders'] as const).map((endpoint) => ({ ...lost, endpoint }));
	const elsewhere = await withSandbox({ ...smsAfter(40_000), faults });
	const orderId = buyElsewhere(elsewhere);
	const { json } = await run(elsewhere, order('waitForSms', { orderId: id(orderId) }));
	expect(json).toMatchObject([{ order_id: orderId, code: expect.any(String) }]);
});

it('a key that is refused for good ends the wait soon, with the reason and the order', async () => {
	const refused = { kind: 'echoKey', status: 401, times: 'always' } as const;
	const endpoints = ['order', 'orders', 'cancel'] as const;
	const faults = endpoints.map((endpoint) => ({ ...refused, endpoint }));
	const { error } = await run({ ...silent, faults }, wait());
	expect(error?.message).toMatch(/order 12345 .*does not accept the .*Still open: order 12345/);
});

describe('without enough money', () => {
	const poor = (balance: number) => ({
		...silent,
		accounts: [{ key: 'ch_sandbox', balance, creditLimit: 0 }],
		prices: { ID: 0.3, US: 5, IN: 0.3 },
	});

	it('cheaper numbers are bought all the same', async () => {
		const node = { onError: 'continueErrorOutput' } as const;
		const items = inRegions('ID', 'US', 'ID', 'IN');
		const create = order('create', { region: regionOfItem });
		const { json, failures } = await run(poor(1.2), create, { items, node });
		expect(json.map((row) => row.region)).toEqual(['ID', 'ID', 'IN']);
		expect(failures).toHaveLength(1);
	});

	it('a cheaper fallback region is tried', async () => {
		const fields = { region: code('US'), options: { fallbackRegions: 'ID' } };
		const { json } = await run(poor(1), order('create', fields));
		expect(json[0]?.region).toBe('ID');
	});
});

test.each([
	[0, 8],
	[20, 6],
])('a purchase is given up soon in an outage, with a Timeout of %d s', async (...row) => {
	const [timeoutSeconds, mostLooks] = row;
	const down = { kind: 'error500', times: 'always' } as const;
	const endpoints = ['orders', 'order', 'transactions'] as const;
	const lost = { kind: 'dropAfter', endpoint: 'create' } as const;
	const faults = [lost, ...endpoints.map((endpoint) => ({ ...down, endpoint }))];
	const { sandbox, error } = await run({ ...silent, faults }, wait({ timeoutSeconds }));
	expect(error?.message).toMatch(/It is unknown whether GoSMS sold a number/);
	// Each look reads the ledger once, and two lists.
	expect(countOf(sandbox, 'transactions')).toBeLessThan(mostLooks);
	expect(countOf(sandbox, 'orders')).toBe(2 * countOf(sandbox, 'transactions'));
});

it('Cancel Stale sends at most the ten cancels under way after Stop, and says what it did', async () => {
	const sandbox = await withSandbox(silent);
	for (let n = 0; n < 100; n++) buyElsewhere(sandbox);
	const stale = order('cancelStale', { olderThanMinutes: 0 });
	const { stop, outcome } = await start(sandbox, stale);
	await until(() => countOf(sandbox, 'cancel') >= 20);
	const sent = countOf(sandbox, 'cancel');
	await stop();
	await systemClock.sleep(10_000);
	expect(countOf(sandbox, 'cancel')).toBeLessThanOrEqual(sent + 10);
	const { json } = await outcome();
	const toldAs = (outcome: string) => json.filter((row) => row.outcome === outcome);
	expect(toldAs('cancelled').length + toldAs('stopped').length).toBe(100);
	for (const { order_id } of toldAs('cancelled'))
		expect(sandbox.control.order(Number(order_id)).phase).toBe('cancelled');
	expect(toldAs('stopped').at(-1)?.reason).toBe('The execution was stopped.');
});

it('an order that was kept for Retry On Fail is looked at before it is handed on', async () => {
	const world = { ...silent, earlyCancelMs: 1_000_000, stock: { US: 0 } };
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1_000 };
	const create = order('create', { region: regionOfItem });
	const { sandbox, outcome } = await start(world, create, { items: inRegions('ID', 'US'), node });
	await until(() => countOf(sandbox, 'cancel') === 1);
	sandbox.control.cancelAsOther(12345);
	sandbox.control.setSettings({ stock: { US: 5 } });
	const { json } = await outcome();
	expect(json.map((row) => row.status)).toEqual(['pending', 'pending']);
	expect(json[0]?.order_id).not.toBe(12345);
});
