import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { systemClock, until } from '../support/fastClock.mts';
import { code, order } from '../support/parameters.mts';
import { runGoSms, startGoSms } from '../support/runGoSms.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const never = { sms: { default: { delayMs: null } } };
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ index }));

const wait = (options: INodeParameters = {}) => order('createAndWait', { options });

describe('one odd answer in the middle of a wait ends nothing', () => {
	const odd: Array<[string, FaultRule]> = [
		['a 401', { kind: 'echoKey', status: 401 }],
		['a 403', { kind: 'echoKey', status: 403 }],
		['a 404', { kind: 'echoKey', status: 404 }],
		['a 400', { kind: 'echoKey', status: 400 }],
		['a web page', { kind: 'html502' }],
		['JSON of another shape', { kind: 'wrongShape', body: { hello: 'world' } }],
	];

	it.each(odd)('%s: twenty codes for twenty waits', async (_name, rule) => {
		const sandbox = await withSandbox({ sms: { default: { delayMs: 20_000 } } });
		sandbox.control.addFault({ ...rule, endpoint: 'order' }, { ...rule, endpoint: 'orders' });
		const { json, error } = await runGoSms(sandbox, { parameters: wait(), items: items(20) });
		expect(error).toBeUndefined();
		expect(json.filter((row) => row.code)).toHaveLength(20);
	});
});

it('a key that is refused for good ends the wait soon, with the reason and the order', async () => {
	const sandbox = await withSandbox(never);
	for (const endpoint of ['order', 'orders', 'cancel'] as const) {
		sandbox.control.addFault({ kind: 'echoKey', status: 401, endpoint, times: 'always' });
	}
	const { error } = await runGoSms(sandbox, { parameters: wait() });
	expect(error?.message).toMatch(
		/order 12345 .*does not accept the API key.*Still open: order 12345/,
	);
});

it('lists that fail are replaced by single looks', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 20_000 } } });
	sandbox.control.addFault({ kind: 'error500', endpoint: 'orders', times: 'always' });
	const { json } = await runGoSms(sandbox, { parameters: wait(), items: items(5) });
	expect(json.filter((row) => row.code)).toHaveLength(5);
});

describe('an early cancel that is refused for two minutes', () => {
	const early = { ...never, earlyCancelMs: 120_000 };

	it('is tried again after a time-out, long before the order expires', async () => {
		const sandbox = await withSandbox(early);
		const { json } = await runGoSms(sandbox, { parameters: wait({ timeoutSeconds: 20 }) });
		expect(json).toMatchObject([{ status: 'cancelled', refund_amount: 0.5 }]);
		expect(countOf(sandbox, 'cancel')).toBe(3);
	});

	it('hands the code on that comes meanwhile', async () => {
		const sandbox = await withSandbox({ ...early, sms: { default: { delayMs: 50_000 } } });
		const { json } = await runGoSms(sandbox, { parameters: wait({ timeoutSeconds: 20 }) });
		expect(json[0]?.code).toEqual(expect.stringMatching(/^\d{6}$/));
	});

	it('is tried on after Stop, until the money is back', async () => {
		const sandbox = await withSandbox(early);
		const { finished, stop } = startGoSms(sandbox, { parameters: wait() });
		await until(() => countOf(sandbox, 'order') > 0);
		stop();
		await finished.catch(() => undefined);
		expect(sandbox.control.account().frozenBalance).toBeGreaterThan(0);
		await until(() => sandbox.control.account().frozenBalance === 0);
		expect(sandbox.control.order(12345).phase).toBe('cancelled');
	});
});

describe('without enough money', () => {
	it('cheaper numbers are bought all the same', async () => {
		const sandbox = await withSandbox({
			...never,
			accounts: [{ key: 'ch_sandbox', balance: 1.2, creditLimit: 0 }],
			prices: { ID: 0.3, US: 5, IN: 0.3 },
		});
		const { json, failures } = await runGoSms(sandbox, {
			parameters: order('create', { region: code('={{ $json.region }}') }),
			items: ['ID', 'US', 'ID', 'IN'].map((region) => ({ region })),
			node: { onError: 'continueErrorOutput' },
		});
		expect(json.map((row) => row.region)).toEqual(['ID', 'ID', 'IN']);
		expect(failures).toHaveLength(1);
	});

	it('a cheaper fallback region is tried', async () => {
		const sandbox = await withSandbox({
			...never,
			accounts: [{ key: 'ch_sandbox', balance: 1, creditLimit: 0 }],
			prices: { ID: 0.3, US: 5 },
		});
		const { json } = await runGoSms(sandbox, {
			parameters: order('create', { region: code('US'), options: { fallbackRegions: 'ID' } }),
		});
		expect(json[0]?.region).toBe('ID');
	});
});

it.each([0, 20])(
	'a purchase is given up soon when the API is down, with a Timeout of %s seconds',
	async (timeoutSeconds) => {
		const sandbox = await withSandbox(never);
		sandbox.control.addFault({ kind: 'dropAfter', endpoint: 'create' });
		for (const endpoint of ['orders', 'order', 'transactions'] as const) {
			sandbox.control.addFault({ kind: 'error500', endpoint, times: 'always' });
		}
		const { error } = await runGoSms(sandbox, { parameters: wait({ timeoutSeconds }) });
		expect(error?.message).toMatch(/It is unknown whether GoSMS sold a number/);
		// Each look reads the ledger once, and two lists.
		expect(countOf(sandbox, 'transactions')).toBeLessThan(timeoutSeconds === 0 ? 8 : 6);
		expect(countOf(sandbox, 'orders')).toBe(2 * countOf(sandbox, 'transactions'));
	},
);

describe('Cancel Stale', () => {
	const stale = order('cancelStale', { olderThanMinutes: 0 });
	const fill = (sandbox: Sandbox, count: number) => {
		for (let index = 0; index < count; index++) {
			sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		}
	};

	it('sends at most the ten cancels under way after Stop', async () => {
		const sandbox = await withSandbox(never);
		fill(sandbox, 100);
		const { finished, stop } = startGoSms(sandbox, { parameters: stale });
		await until(() => countOf(sandbox, 'cancel') >= 20);
		const sent = countOf(sandbox, 'cancel');
		stop();
		await finished.catch(() => undefined);
		await systemClock.sleep(10_000);
		expect(countOf(sandbox, 'cancel')).toBeLessThanOrEqual(sent + 10);
	});
});

it('an order that was kept for Retry On Fail is looked at before it is handed on', async () => {
	const sandbox = await withSandbox({ ...never, earlyCancelMs: 1_000_000, stock: { US: 0 } });
	const running = runGoSms(sandbox, {
		parameters: order('create', { region: code('={{ $json.region }}') }),
		items: [{ region: 'ID' }, { region: 'US' }],
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1_000 },
	});
	await until(() => countOf(sandbox, 'cancel') === 1);
	sandbox.control.cancelAsOther(12345);
	sandbox.control.setSettings({ stock: { US: 5 } });
	const { json } = await running;
	expect(json.map((row) => row.status)).toEqual(['pending', 'pending']);
	expect(json[0]?.order_id).not.toBe(12345);
});
