import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { systemClock } from '../support/fastClock.mts';
import { TriggerHost } from '../support/triggerHost.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const all = ['created', 'received', 'completed', 'cancelled', 'expired'];
const quiet = { sms: { default: { delayMs: null } }, completeAfterMs: null };
const once = { options: { watchSeconds: 0 } };

async function start(parameters: INodeParameters, sandboxOptions: SandboxOptions = quiet) {
	const sandbox = await withSandbox(sandboxOptions);
	const host = new TriggerHost(sandbox, { parameters });
	const buy = (projectCode = 'whatsapp', region = 'ID') =>
		sandbox.control.createAsOther({ projectCode, region }).orderId;
	return { sandbox, host, buy };
}

const told = (events: IDataObject[]) => events.map(({ order_id, event }) => [order_id, event]);

describe('an order', () => {
	it('that was pending at activation starts the workflow with its code', async () => {
		const { sandbox, host, buy } = await start(once);
		const old = buy();
		sandbox.control.deliver(old, {});
		const id = buy();
		expect(await host.activate()).toEqual([]);
		expect(await host.poll()).toEqual([]);

		sandbox.control.deliver(id, { code: '0042', content: 'Your code is 0042' });
		expect(await host.poll()).toEqual([
			expect.objectContaining({
				event: 'received',
				order_id: id,
				code: '0042',
				content: 'Your code is 0042',
				expired_at: expect.any(String),
			}),
		]);
		expect(await host.poll()).toEqual([]);
	});

	it('is told in the order of its life, each event once', async () => {
		const { sandbox, host, buy } = await start({ events: all, ...once });
		await host.activate();
		const [first, second, third] = [buy(), buy(), buy()];
		await host.poll();
		sandbox.control.deliver(first, {});
		sandbox.control.cancelAsOther(second);
		sandbox.control.expire(third);
		await host.poll();
		sandbox.control.complete(first);
		await host.poll();
		expect(told(host.events)).toEqual([
			[first, 'created'],
			[second, 'created'],
			[third, 'created'],
			[first, 'received'],
			[second, 'cancelled'],
			[third, 'expired'],
			[first, 'completed'],
		]);
	});

	it('that is first seen completed has also been received', async () => {
		const { sandbox, host, buy } = await start({ events: all, ...once });
		await host.activate();
		const id = buy();
		sandbox.control.complete(id);
		expect(told(await host.poll())).toEqual([
			[id, 'created'],
			[id, 'received'],
			[id, 'completed'],
		]);
	});

	it.each(['pending', 'cancelled', 'expired'] as const)(
		'has expired when it is overdue, also when the API calls it %s (decision 1)',
		async (overdueStatus) => {
			const options = { ...quiet, overdueStatus, orderLifeMs: 40_000 };
			const { sandbox, host, buy } = await start({ events: all, ...once }, options);
			await host.activate();
			const [id, cancelled] = [buy(), buy()];
			await host.poll();
			sandbox.control.cancelAsOther(cancelled);
			await systemClock.sleep(35_000);
			await host.poll();
			await systemClock.sleep(12_000);
			await host.poll();
			expect(told(host.events).slice(2).sort()).toEqual([
				[id, 'expired'],
				[cancelled, 'cancelled'],
			]);
		},
	);

	it.each([
		['pending', 0],
		['cancelled', 0],
		['expired', 0],
		['expired', 45],
	] as const)(
		'has expired when the API says so instead of showing it: listed as %s, watched for %i s',
		async (overdueStatus, watchSeconds) => {
			const options = {
				...quiet,
				overdueStatus,
				overdueGet: 'refuse',
				orderLifeMs: 35_000,
			} as const;
			const { host, buy } = await start({ options: { watchSeconds } }, options);
			await host.activate();
			const id = buy();
			await host.poll();
			await systemClock.sleep(45_000);
			await host.poll();
			await host.poll();
			expect(told(host.events)).toEqual([[id, 'expired']]);
		},
	);

	it('has expired when no list that is read shows it, and the API says no more', async () => {
		const options = { ...quiet, overdueGet: 'refuse', orderLifeMs: 35_000 } as const;
		const { sandbox, host, buy } = await start({ events: ['expired'], ...once }, options);
		await host.activate();
		const ids = [buy(), buy()];
		await host.poll();
		sandbox.control.setSettings({ orderLifeMs: 600_000 });
		for (let index = 0; index < 120; index++) sandbox.control.deliver(buy(), {});
		await host.poll();
		await systemClock.sleep(45_000);
		await host.poll();
		expect(told(host.events)).toEqual(ids.map((id) => [id, 'expired']));
	});

	it('is told from an expired one by the ledger, long after it was cancelled', async () => {
		const options = { ...quiet, overdueStatus: 'cancelled' as const, orderLifeMs: 60_000 };
		const { sandbox, host, buy } = await start(
			{ events: ['expired', 'cancelled'], ...once },
			options,
		);
		await host.activate();
		const [expired, cancelled] = [buy(), buy()];
		sandbox.control.cancelAsOther(cancelled);
		await systemClock.sleep(90_000);
		expect(told(await host.poll())).toEqual([
			[expired, 'expired'],
			[cancelled, 'cancelled'],
		]);
	});

	it('of another app or country starts nothing', async () => {
		const filters = { projectCode: ['whatsapp', 'telegram'], region: 'ID, us' };
		const { host, buy } = await start({ events: ['created'], filters, ...once });
		await host.activate();
		const [first, , , last] = [
			buy('whatsapp', 'ID'),
			buy('facebook', 'ID'),
			buy('telegram', 'GB'),
			buy('telegram', 'US'),
		];
		expect(told(await host.poll())).toEqual([
			[first, 'created'],
			[last, 'created'],
		]);
	});

	it('is not looked up when its text is not wanted', async () => {
		const { sandbox, host, buy } = await start({
			options: { includeSmsText: false, watchSeconds: 0 },
		});
		await host.activate();
		const id = buy();
		sandbox.control.deliver(id, { code: '0042' });
		expect(await host.poll()).toEqual([
			expect.objectContaining({ event: 'received', code: '0042', order_id: id }),
		]);
		expect(countOf(sandbox, 'order')).toBe(0);
	});
});

describe('a poll that watches', () => {
	it('tells what happens meanwhile, in n8n’s own context', async () => {
		const { sandbox, host, buy } = await start({});
		await host.activate();
		const id = buy();
		const polling = host.poll();
		await systemClock.sleep(8_000);
		sandbox.control.deliver(id, { code: '0042' });
		await polling;
		// A machine that is busy just then may need another poll.
		while (host.events.length === 0) await host.poll();
		expect(host.events).toEqual([expect.objectContaining({ code: '0042', event: 'received' })]);
	});

	it('looks just once when it is told to', async () => {
		const { sandbox, host, buy } = await start(once);
		await host.activate();
		buy();
		await host.poll();
		const before = sandbox.requests.length;
		await host.poll();
		expect(sandbox.requests.length - before).toBeLessThanOrEqual(2);
	});

	it('never keeps n8n from activating the workflow or from starting', async () => {
		const { sandbox, host, buy } = await start({});
		buy();
		await host.activate();
		await host.activate();
		expect(sandbox.requests.filter((one) => one.endpoint === 'orders')).toHaveLength(3);
	});

	it('does not overlap the next, and gives way to a new activation', async () => {
		const { sandbox, host, buy } = await start({});
		await host.activate();
		const id = buy();
		const watching = host.poll();
		await systemClock.sleep(2_000);
		expect(await host.poll()).toEqual([]);
		await host.activate();
		sandbox.control.deliver(id, {});
		expect(await watching).toEqual([]);
		await host.poll();
		expect(told(host.events)).toEqual([[id, 'received']]);
	});
});

describe('what was told', () => {
	it('stays told, and nothing is lost, when n8n dies after polls that had nothing to tell', async () => {
		const { sandbox, host, buy } = await start({ events: all, ...once });
		await host.activate();
		const [first, second] = [buy(), buy()];
		await host.poll();
		const third = buy('telegram');
		host.node.parameters.filters = { projectCode: ['whatsapp'] };
		await host.poll();
		sandbox.control.deliver(first, {});
		await host.activate();
		sandbox.control.deliver(second, {});
		await host.poll();
		expect(told(host.events)).toEqual([
			[first, 'created'],
			[second, 'created'],
			[first, 'received'],
			[second, 'received'],
		]);
		expect(third).toBeGreaterThan(second);
	});

	it('is caught up after days without n8n, a thousand orders later', async () => {
		const { sandbox, host } = await start({ events: ['received'], ...once });
		await host.activate();
		sandbox.control.advance(3 * 86_400_000);
		sandbox.control.seedHistory({ count: 350 });
		const truth = sandbox.control.orders().filter((one) => one.receivedAtMs !== null);
		await host.activate();
		for (let n = 0; n < 4; n++) await host.poll();
		const ids = host.events.map((event) => event.order_id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBe(truth.length);
	});

	it('starts over under a new name, and says so', async () => {
		const { sandbox, host, buy } = await start(once);
		await host.activate();
		const [first, second] = [buy(), buy()];
		sandbox.control.deliver(first, {});
		host.node.name = 'Codes';
		expect(await host.activate()).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining('“GoSMS Trigger”')]);
		sandbox.control.deliver(second, {});
		expect(told(await host.poll())).toEqual([[second, 'received']]);
	});

	it('starts over with another account', async () => {
		const { sandbox, host, buy } = await start(once);
		await host.activate();
		const id = buy();
		const key = 'ch_another';
		sandbox.control.createAccount({ key });
		const other = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }, key);
		sandbox.control.deliver(other.orderId, {});
		sandbox.control.deliver(id, {});
		host.sandbox = { baseUrl: sandbox.baseUrl, key };
		expect(await host.activate()).toEqual([]);
		expect(host.warnings.join()).toContain('another account');
	});

	it('is kept when the user’s key was changed', async () => {
		const { host, buy, sandbox } = await start(once);
		await host.activate();
		const id = buy();
		sandbox.control.deliver(id, {});
		sandbox.control.addKey('ch_new');
		host.sandbox = { baseUrl: sandbox.baseUrl, key: 'ch_new' };
		expect(told(await host.activate())).toEqual([[id, 'received']]);
	});

	it('has no API key in it', async () => {
		const key = 'ch_VerySecretKey0123456789';
		const { host, sandbox } = await start(once, { ...quiet, accounts: [{ key }] });
		sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' }, key);
		await host.activate();
		expect(JSON.stringify(host.saved)).toContain('followed');
		expect(JSON.stringify(host.saved)).not.toContain(key);
		sandbox.control.addFault({ kind: 'echoKey', status: 401, times: 'always' });
		const failure: unknown = await host.poll().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(Error);
		expect(JSON.stringify(failure) + String(failure)).not.toContain(key);
	});

	it.each([
		['nonsense', 'nonsense'],
		['an older version', { version: 0, ids: [1, 2, 3] }],
		['a list', { version: 2, accountId: 'x', activatedMs: 1, events: { followed: [{ id: -1 }] } }],
	])('starts over without an avalanche when it is %s, and says so once', async (_name, damage) => {
		const { sandbox, host, buy } = await start({ events: all, ...once });
		sandbox.control.seedHistory({ count: 150 });
		await host.activate();
		const id = buy();
		host.saved = { 'node:GoSMS Trigger': { orders: damage } };
		expect(await host.activate()).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining('starts over')]);
		sandbox.control.deliver(id, {});
		expect(told(await host.poll())).toEqual([[id, 'received']]);
		expect(host.warnings).toHaveLength(1);
	});

	it('is small, whatever the account’s history', async () => {
		const { sandbox, host, buy } = await start({ events: all, ...once });
		await host.activate();
		sandbox.control.advance(3 * 86_400_000);
		sandbox.control.seedHistory({ count: 1_500 });
		for (let n = 0; n < 30; n++) buy();
		for (let n = 0; n < 9; n++) await host.poll();
		expect(JSON.stringify(host.inMemory).length).toBeLessThan(60_000);
	});
});

describe.each(['newestFirst', 'oldestFirst'] as const)('with the %s', (listOrder) => {
	it('activation and a quiet poll cost at most three lists, whatever the history', async () => {
		const { sandbox, host, buy } = await start(once, { ...quiet, listOrder });
		sandbox.control.seedHistory({ count: 2_050 });
		for (let n = 0; n < 20; n++) buy();
		await host.activate();
		expect(countOf(sandbox, 'orders')).toBeLessThanOrEqual(3);
		await host.poll();
		sandbox.control.clearRequests();
		await host.poll();
		expect(countOf(sandbox, 'orders')).toBeLessThanOrEqual(3);
		expect(countOf(sandbox, 'order')).toBe(0);
	});

	it('tells orders of one timestamp, over many pages, each once', async () => {
		const { host, buy } = await start({ events: ['created'], ...once }, { ...quiet, listOrder });
		await host.activate();
		const ids = Array.from({ length: 130 }, () => buy());
		while (host.events.length < 130) await host.poll();
		expect(told(host.events)).toEqual(ids.map((id) => [id, 'created']));
		expect(await host.poll()).toEqual([]);
	});
});

describe('an outage', () => {
	const outage = (durationMs: number) => ({
		...quiet,
		faults: [{ kind: 'outage' as const, durationMs }],
	});

	it('at activation is survived, and everything counts from then on', async () => {
		const { sandbox, host, buy } = await start(once, outage(100_000));
		expect(await host.activate()).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining('next poll tries again')]);
		const id = buy();
		sandbox.control.deliver(id, {});
		await systemClock.sleep(100_000);
		await host.poll();
		await host.poll();
		expect(told(host.events)).toEqual([[id, 'received']]);
	});

	it('of one look-up loses no event and tells none twice', async () => {
		const { sandbox, host, buy } = await start(once);
		await host.activate();
		const [first, second] = [buy(), buy()];
		sandbox.control.deliver(first, {});
		sandbox.control.deliver(second, {});
		sandbox.control.addFault({ kind: 'error500', endpoint: 'order', times: 4 });
		for (let n = 0; n < 3; n++) await host.poll();
		expect(told(host.events).sort()).toEqual([
			[first, 'received'],
			[second, 'received'],
		]);
	});
});

describe('what cannot work', () => {
	it('a refused key is an error at once, with the remedy', async () => {
		const { sandbox, host } = await start(once);
		sandbox.control.patchAccount({ revoked: true });
		await expect(host.activate()).rejects.toThrow(/key/i);
	});

	it('does not keep the trigger from working once it is put right', async () => {
		const { host, buy } = await start({ events: ['delivered'], ...once });
		await expect(host.activate()).rejects.toThrow();
		host.node.parameters.events = ['created'];
		await host.poll();
		const id = buy();
		expect(told(await host.poll())).toEqual([[id, 'created']]);
	});

	it.each([
		[{ events: [] }, /event/],
		[{ events: ['delivered'] }, /delivered/],
		[{ filters: { region: ['Indonesia'] } }, /ID/],
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
		const { sandbox, host, buy } = await start({ filters: { projectCode: ['telegram'] }, ...once });
		await host.activate();
		const [, wanted] = [buy('telegram'), buy('telegram'), buy('whatsapp')];
		sandbox.control.deliver(wanted, { code: '0042' });
		const before = host.inMemory;
		expect(await host.test()).toEqual([
			expect.objectContaining({ order_id: wanted, event: 'received', code: '0042' }),
		]);
		expect(host.inMemory).toEqual(before);
		expect(told(await host.poll())).toEqual([[wanted, 'received']]);
	});

	it('shows an order that the API lists, but does not show by itself any more', async () => {
		const { sandbox, host, buy } = await start(once, { ...quiet, overdueGet: 'refuse' });
		const id = buy();
		sandbox.control.expire(id);
		expect(told((await host.test()) ?? [])).toEqual([[id, 'expired']]);
	});

	it('shows nothing when there is none', async () => {
		const { host, buy } = await start(once);
		buy();
		expect(await host.test()).toBeNull();
	});
});
