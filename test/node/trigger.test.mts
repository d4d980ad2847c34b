import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { systemClock } from '../support/fastClock.mts';
import { TriggerHost } from '../support/triggerHost.mts';
import { buyElsewhere, countOf, quiet, test, withSandbox } from '../support/withSandbox.mts';

const once = { options: { watchSeconds: 0 } };

async function start(parameters: INodeParameters, sandboxOptions: SandboxOptions = quiet) {
	const sandbox = await withSandbox(sandboxOptions);
	const host = new TriggerHost(sandbox, { parameters });
	const buy = (app?: string, region?: string) => buyElsewhere(sandbox, app, region);
	return { sandbox, host, buy, control: sandbox.control };
}

/** Of a workflow that is active. */
async function active(...given: Parameters<typeof start>) {
	const started = await start(...given);
	await started.host.activate();
	return started;
}

const told = (events: IDataObject[]) => events.map(({ order_id, event }) => `${order_id} ${event}`);

describe('an order', () => {
	it('that was pending at activation starts the workflow with its code', async () => {
		const { control, host, buy } = await start(once);
		const old = buy();
		control.deliver(old, {});
		const id = buy();
		expect(await host.activate()).toEqual([]);
		expect(await host.poll()).toEqual([]);

		const sms = { code: '0042', content: 'Your code is 0042' };
		control.deliver(id, sms);
		const told = { event: 'received', order_id: id, ...sms, expired_at: expect.any(String) };
		expect(await host.poll()).toMatchObject([told]);
		expect(await host.poll()).toEqual([]);
	});

	it('is not looked up when its text is not wanted', async () => {
		const options = { includeSmsText: false, watchSeconds: 0 };
		const { control, sandbox, host, buy } = await active({ options });
		const id = buy();
		control.deliver(id, { code: '0042' });
		expect(await host.poll()).toMatchObject([{ event: 'received', code: '0042', order_id: id }]);
		expect(countOf(sandbox, 'order')).toBe(0);
	});
});

test('an order is looked up without its text where the list hides its code', async () => {
	const options = { includeSmsText: false, watchSeconds: 0 };
	const { control, host, buy } = await active({ options });
	const id = buy();
	control.deliver(id, { code: '004711' });
	const row = { order_id: id, project_code: 'whatsapp', region: 'ID', status: 'received' };
	const body = { orders: [{ ...row, code: '00****' }], total: 1 };
	control.addFault({ kind: 'wrongShape', endpoint: 'orders', body, times: 'always' });
	expect(await host.poll()).toMatchObject([{ event: 'received', code: '004711', order_id: id }]);
});

describe('a poll that watches', () => {
	test('tells what happens meanwhile, in n8n’s own context', async () => {
		const { control, host, buy } = await active({});
		const id = buy();
		const polling = host.poll();
		await systemClock.sleep(8_000);
		control.deliver(id, { code: '0042' });
		await polling;
		// A machine that is busy just then may need another poll.
		while (host.events.length === 0) await host.poll();
		expect(host.events).toEqual([expect.objectContaining({ code: '0042', event: 'received' })]);
	});

	test('does not overlap the next, and gives way to a new activation', async () => {
		const { control, host, buy } = await active({});
		const id = buy();
		const watching = host.poll();
		await systemClock.sleep(2_000);
		expect(await host.poll()).toEqual([]);
		await host.activate();
		control.deliver(id, {});
		expect(await watching).toEqual([]);
		await host.poll();
		expect(told(host.events)).toEqual([`${id} received`]);
	});
});

describe('what was told', () => {
	it('starts over under a new name', async () => {
		const { control, host, buy } = await active(once);
		const [first, second] = [buy(), buy()];
		control.deliver(first, {});
		host.node.name = 'Codes';
		expect(await host.activate()).toEqual([]);
		control.deliver(second, {});
		expect(told(await host.poll())).toEqual([`${second} received`]);
	});

	it('starts over with another account', async () => {
		const { control, sandbox, host, buy } = await active(once);
		const id = buy();
		const key = 'ch_another';
		control.createAccount({ key });
		const other = control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }, key);
		control.deliver(other.orderId, {});
		control.deliver(id, {});
		host.sandbox = { baseUrl: sandbox.baseUrl, key };
		expect(await host.activate()).toEqual([]);
		expect(host.warnings.join()).toContain('another account');
	});

	it('is kept when the user’s key was changed', async () => {
		const { control, host, buy, sandbox } = await active(once);
		const id = buy();
		control.deliver(id, {});
		control.addKey('ch_new');
		host.sandbox = { baseUrl: sandbox.baseUrl, key: 'ch_new' };
		expect(told(await host.activate())).toEqual([`${id} received`]);
	});

	it('has no API key in it', async () => {
		const key = 'ch_VerySecretKey0123456789';
		const { control, host } = await start(once, { ...quiet, accounts: [{ key }] });
		control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }, key);
		await host.activate();
		expect(JSON.stringify(host.saved)).toContain('followed');
		expect(JSON.stringify(host.saved)).not.toContain(key);
		control.addFault({ kind: 'echoKey', status: 401, times: 'always' });
		const failure: unknown = await host.poll().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(Error);
		expect(JSON.stringify(failure) + String(failure)).not.toContain(key);
	});
});

const listOrders = ['newestFirst', 'oldestFirst'] as const;
it.each(listOrders)('a quiet poll costs at most three lists, the %s', async (listOrder) => {
	const { control, sandbox, host, buy } = await start(once, { ...quiet, listOrder });
	control.seedHistory({ count: 2_050 });
	for (let n = 0; n < 20; n++) buy();
	await host.activate();
	expect(countOf(sandbox, 'orders')).toBeLessThanOrEqual(3);
	await host.poll();
	control.clearRequests();
	await host.poll();
	expect(countOf(sandbox, 'orders')).toBeLessThanOrEqual(3);
	expect(countOf(sandbox, 'order')).toBe(0);
});

describe('what cannot work', () => {
	it('a refused key is an error at once, with the remedy', async () => {
		const { control, host } = await start(once);
		control.patchAccount({ revoked: true });
		await expect(host.activate()).rejects.toThrow(/key/i);
	});

	it('does not keep the trigger from working once it is put right', async () => {
		const { host, buy } = await start({ events: ['delivered'], ...once });
		await expect(host.activate()).rejects.toThrow();
		host.node.parameters.events = ['created'];
		await host.poll();
		const id = buy();
		expect(told(await host.poll())).toEqual([`${id} created`]);
	});

	it.each([
		[{ events: [] }, /event/],
		[{ events: ['delivered'] }, /delivered/],
		[{ filters: { region: ['Indonesia'] } }, /“Indonesia” is not a country code.*ID/s],
		[{ filters: { otherApps: 'my shop' } }, /“my shop” is not an app code/],
		[{ filters: { projectCode: ['what app'] } }, /app code/],
		[{ options: { watchSeconds: 300 } }, /55/],
	])('%j is refused before any request', async (parameters, message) => {
		const { sandbox, host } = await start(parameters);
		await expect(host.activate()).rejects.toThrow(message);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('a test in the editor', () => {
	it('shows the newest order that matches, and leaves the state alone', async () => {
		const filters = { projectCode: ['telegram'] };
		const { control, host, buy } = await active({ filters, ...once });
		const [, wanted, other] = [buy('telegram'), buy('telegram'), buy('whatsapp')];
		for (const id of [wanted, other]) control.deliver(id, { code: '0042' });
		const before = host.inMemory;
		const newest = { order_id: wanted, event: 'received', code: '0042' };
		expect(await host.test()).toMatchObject([newest]);
		expect(host.inMemory).toEqual(before);
		expect(told(await host.poll())).toEqual([`${wanted} received`]);
	});

	it('shows an order that the API lists, but does not show by itself any more', async () => {
		const { control, host, buy } = await start(once, { ...quiet, overdueGet: 'refuse' });
		const id = buy();
		control.expire(id);
		expect(told((await host.test()) ?? [])).toEqual([`${id} expired`]);
	});

	it('shows nothing when there is none', async () => {
		const { host, buy } = await start(once);
		buy();
		expect(await host.test()).toBeNull();
	});
});
