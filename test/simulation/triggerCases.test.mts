import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { activeTrigger, pollContext, startTrigger, type Answer } from './triggerRig.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';

// What an account, an API or an n8n may be like that makes a trigger lose or double events: in virtual time.

const once = { watchSeconds: 0 };

const notFound: Answer = {
	statusCode: 404,
	headers: {},
	body: '{"error": "订单不存在", "code": "ORDER_NOT_FOUND"}',
};

it('an outage becomes an error after a quarter of an hour, once', async () => {
	const faults = [{ kind: 'outage' as const, durationMs: 3_000_000 }];
	const { clock, poll, warnings } = await activeTrigger({ faults }, { options: once });
	await clock.sleepUntilDone(600_000);
	await poll();
	expect(warnings).toHaveLength(2);
	await clock.sleepUntilDone(360_000);
	await expect(poll()).rejects.toThrow(/GoSMS/);
	await poll();
});

describe('orders made while the workflow was inactive', () => {
	it.each([
		[1_000, 'newestFirst', 4],
		[5_000, 'oldestFirst', 4],
		[30_000, 'newestFirst', 15],
	] as const)('%i, %s, are all told in time, and a fresh code at once', async (...row) => {
		const [count, listOrder, minutes] = row;
		const setup = { events: ['received', 'cancelled', 'expired'] };
		const trigger = startTrigger({ listOrder }, setup);
		const { clock, core, poll, pollFor, buy, told, names, after } = trigger;
		core.control.seedHistory({ count: 50 });
		await poll();
		core.control.advance(30 * 86_400_000);
		core.control.seedHistory({ count });
		await clock.sleepUntilDone(1_000);
		let fresh = 0;
		let deliveredMs = 0;
		after(3, () => {
			fresh = buy();
		});
		after(15, () => {
			deliveredMs = clock.now();
			core.control.deliver(fresh, {});
		});
		await pollFor(minutes);
		const events = core.control.orders().map(({ orderId, phase }) => {
			return `${phase === 'completed' ? 'received' : phase} ${orderId}`;
		});
		expect(names().sort()).toEqual(events.slice(50).sort());
		const freshMs = told.find(({ id }) => id === fresh)?.atMs ?? Infinity;
		expect(freshMs - deliveredMs).toBeLessThan(10_000);
	});

	it('are told with a note where nobody can say whether they expired', async () => {
		const deviate = (answer: Answer, path: string) =>
			path.endsWith('/transactions')
				? { ...answer, statusCode: 403, body: '{"error": "禁止访问"}' }
				: answer;
		const { core, clock, poll, buy, told, names } = await activeTrigger(
			{ overdueStatus: 'cancelled' },
			{ options: once, deviate, events: ['cancelled', 'expired'] },
		);
		const [expired, cancelled] = [buy(), buy()];
		await clock.sleepUntilDone(100_000);
		core.control.cancelAsOther(cancelled);
		await poll();
		await clock.sleepUntilDone(700_000);
		await poll();
		expect(names()).toEqual([`cancelled ${cancelled}`, `expired ${expired}`]);
		expect(told.map(({ note }) => typeof note)).toEqual(['undefined', 'string']);
	});

	it('since a first activation without the API are told all', async () => {
		const { clock, poll, pollFor, buy, names, core, warnings } = startTrigger({
			faults: [{ kind: 'outage', durationMs: 300_000 }],
		});
		for (let n = 0; n < 20; n++) buy();
		await clock.sleepUntilDone(10_000);
		await poll();
		expect(warnings).toEqual([expect.stringContaining('next poll tries again')]);
		await clock.sleepUntilDone(60_000);
		const ids = Array.from({ length: 250 }, () => buy());
		for (const id of ids.slice(0, 100)) core.control.deliver(id, {});
		await clock.sleepUntilDone(300_000);
		await pollFor(3);
		expect(names().filter((name) => name.startsWith('created'))).toEqual(
			ids.map((id) => `created ${id}`),
		);
		expect(names().filter((name) => name.startsWith('received'))).toHaveLength(100);
	});
});

describe('an API that is not as it should be', () => {
	it.each([
		['its ledger', 200],
		['a line in the log', 403],
	])('with 260 orders of an unknown final status follows them until %s', async (end, ledger) => {
		const deviate = (answer: Answer, path: string) =>
			path.endsWith('/transactions')
				? { ...answer, statusCode: ledger }
				: { ...answer, body: String(answer.body).replaceAll('"expired"', '"frozen"') };
		const setup = { events: ['received'], deviate };
		const trigger = await activeTrigger({}, setup);
		const { clock, core, poll, pollFor, buy, told, names, all, warnings } = trigger;
		const stuck = Array.from({ length: 260 }, () => buy());
		await poll();
		for (const id of stuck) core.control.setStatus(id, 'frozen');
		const id = buy();
		core.control.deliver(id, {});
		core.control.clearRequests();
		await pollFor(1);
		expect(names()).toEqual([`received ${id}`]);
		expect(core.requests.length).toBeLessThan(80);
		await clock.sleepUntilDone(2 * 3_600_000);
		await pollFor(2);
		expect(told).toHaveLength(1);
		expect(JSON.stringify(all.data)).toContain('"followed":[]');
		const isSaid = warnings.join().includes(`still shows order ${stuck[0]} as “frozen”`);
		expect(isSaid).toBe(end !== 'its ledger');
	});

	it('whose list lags behind the order by 20 s tells each event once', async () => {
		const lagMs = 20_000;
		const history: Array<{ atMs: number; body: unknown }> = [];
		let nowMs = () => 0;
		const deviate = (answer: Answer, path: string): Answer => {
			if (!path.endsWith('/user/orders')) return answer;
			history.push({ atMs: nowMs(), body: answer.body });
			const old = history.findLast(({ atMs }) => atMs <= nowMs() - lagMs);
			return { ...answer, body: (old ?? history[0])?.body };
		};
		const { clock, core, poll, pollFor, buy, names, after } = startTrigger({}, { deviate });
		nowMs = clock.now;
		await poll();
		const id = buy();
		after(70, () => core.control.deliver(id, {}));
		await pollFor(4);
		expect(names()).toEqual([`created ${id}`, `received ${id}`]);
	});

	it.each(
		(['pending', 'cancelled', 'expired'] as const).flatMap((overdueStatus) => [
			[overdueStatus, '404', 55] as const,
			[overdueStatus, 'ORDER_EXPIRED', 0] as const,
			[overdueStatus, 'ORDER_EXPIRED', 45] as const,
		]),
	)(
		'and lists expired orders as %s, but answers %s for each, tells that they expired: watched for %i s',
		async (overdueStatus, answered, watchSeconds) => {
			const deviate = (answer: Answer, path: string) =>
				answered === '404' && path.includes('/order/') ? notFound : answer;
			const { pollFor, buy, told } = await activeTrigger(
				{ overdueStatus, overdueGet: 'refuse' },
				{ deviate, events: ['received', 'expired'], options: { watchSeconds } },
			);
			const id = buy();
			await pollFor(12);
			// Where the API says so itself there is nothing to note.
			const isNoted = overdueStatus === 'pending' && answered === '404';
			expect(told.map((one) => [one.id, one.event, typeof one.note])).toEqual([
				[id, 'expired', isNoted ? 'string' : 'undefined'],
			]);
		},
	);

	it('and says ORDER_EXPIRED of an order that has its code in the list loses no code', async () => {
		const sandbox = { orderLifeMs: 120_000 };
		const expired = { ...notFound, statusCode: 400, body: '{"code":"ORDER_EXPIRED"}' };
		let isOver = false;
		const deviate = (answer: Answer, path: string) =>
			isOver && path.includes('/order/') ? expired : answer;
		const setup = { events: ['received'], deviate };
		const { core, pollFor, buy, told, clock } = await activeTrigger(sandbox, setup);
		const id = buy();
		core.control.deliver(id, { code: '0042' });
		await clock.sleepUntilDone(300_000);
		isOver = true;
		await pollFor(2);
		expect(told).toMatchObject([{ id, event: 'received', code: '0042' }]);
	});

	it('whose order IDs tell nothing of their age is refused, not half heard', async () => {
		const random = (id: string) => createHash('md5').update(id).digest('hex');
		const deviate = (answer: Answer): Answer => ({
			...answer,
			body: String(answer.body).replace(
				/"order_id":(\d+)/g,
				(_, id) => `"order_id":"${random(id)}"`,
			),
		});
		const { core, poll } = startTrigger({}, { options: once, deviate });
		core.control.seedHistory({ count: 150 });
		await poll();
		await expect(poll()).rejects.toThrow(/order IDs .* do not increase.*Create and Wait for SMS/);
	});

	it('or has a proxy that answers 404 with a page for a while loses nothing, and is no error', async () => {
		let isBroken = false;
		const page = { statusCode: 404, headers: {}, body: '<html>not here</html>' };
		const deviate = (answer: Answer) => (isBroken ? page : answer);
		const { core, pollFor, buy, names } = await activeTrigger({}, { deviate });
		const id = buy();
		await pollFor(1);
		isBroken = true;
		core.control.deliver(id, {});
		await pollFor(2);
		isBroken = false;
		await pollFor(1);
		expect(names()).toEqual([`created ${id}`, `received ${id}`]);
	});

	it('or refuses one request of many is no error', async () => {
		const { core, pollFor, buy, names } = await activeTrigger();
		core.control.addFault({ kind: 'echoKey', status: 401, times: 1, skip: 3 });
		const id = buy();
		await pollFor(1);
		expect(names()).toEqual([`created ${id}`]);
	});

	it.each([true, false])(
		'and sets the status before the code is told with it: text %s',
		async (includeSmsText) => {
			const setup = { events: ['received'], options: { includeSmsText } };
			const { core, pollFor, buy, told, after } = await activeTrigger({}, setup);
			const [late, never] = [buy(), buy()];
			core.control.setStatus(late, 'received');
			core.control.setStatus(never, 'received');
			after(15, () => core.control.deliver(late, { code: '0042' }));
			await pollFor(2);
			const codes = told.map(({ id, code }) => [id, code ?? null]).sort();
			expect(codes).toEqual([
				[late, '0042'],
				[never, null],
			]);
		},
	);
});

describe('an account', () => {
	it('with 50 triggers on one key costs little more than with one', async () => {
		const { clock, core, all, buy } = startTrigger({}, { events: ['received'] });
		const told: string[] = [];
		const names = Array.from({ length: 50 }, (_, n) => `Trigger ${n}`);
		const many = names.map((name) => {
			const emit = () => void told.push(name);
			return { ...all, data: {}, name, apiKey: 'ch_many', emit };
		});
		const pollAll = async () => {
			const polls = many.map(async (one) => {
				if (await pollOrders(pollContext(one))) one.emit();
			});
			await clock.run(Promise.all(polls));
		};
		await pollAll();
		const id = buy();
		void clock.sleep(10_000).then(() => core.control.deliver(id, {}));
		core.control.clearRequests();
		await pollAll();
		expect(told.sort()).toEqual(names.sort());
		expect(core.requests.length).toBeLessThan(50);
	});

	it('whose profile could not be read at activation is known again with another key', async () => {
		const deviate = (answer: Answer, path: string) =>
			path.endsWith('/profile') ? { ...answer, statusCode: 500, body: '' } : answer;
		const trigger = await activeTrigger({}, { options: once, deviate });
		const { core, poll, buy, names, all, warnings } = trigger;
		const id = buy();
		await poll();
		all.apiKey = 'ch_changed';
		core.control.deliver(id, {});
		await poll();
		expect(names()).toEqual([`created ${id}`, `received ${id}`]);
		expect(warnings.join()).not.toContain('another account');
	});
});

describe('what n8n has kept', () => {
	type Kept = { events: object };
	it.each<{ name: string; damaged: (kept: Kept) => unknown }>`
		name                           | damaged
		${'a time beyond all dates'}   | ${(kept: Kept) => ({ ...kept, activatedMs: 1e300 })}
		${'no object'}                 | ${() => 7}
		${'words'}                     | ${() => 'nonsense'}
		${'an older version'}          | ${(kept: Kept) => ({ ...kept, version: 0 })}
		${'an order without its life'} | ${(kept: Kept) => ({ ...kept, events: { ...kept.events, followed: [{ id: '12345' }] } })}
		${'null instead of IDs'}       | ${(kept: Kept) => ({ ...kept, events: { ...kept.events, recent: null } })}
	`('with $name is a new beginning without an avalanche, once', async ({ damaged }) => {
		const { core, poll, buy, names, all, warnings } = startTrigger({}, { options: once });
		core.control.seedHistory({ count: 150 });
		await poll();
		const old = buy();
		await poll();
		// As n8n reads it when it activates the workflow again.
		const kept = JSON.stringify({ orders: damaged(all.data.orders as Kept) });
		all.data = JSON.parse(kept) as IDataObject;
		await poll();
		expect(names()).toEqual([`created ${old}`]);
		const id = buy();
		core.control.deliver(old, {});
		await poll();
		expect(names()).toEqual([`created ${old}`, `received ${old}`, `created ${id}`]);
		expect(warnings).toEqual([expect.stringContaining('starts over')]);
	});

	it('may be null for the node: it is kept elsewhere', async () => {
		const { clock, poll, buy, names, all } = startTrigger({}, { options: once });
		const global = {};
		const getWorkflowStaticData = (type: string) => (type === 'node' ? null : global);
		const broken = Object.assign(pollContext(all), { getWorkflowStaticData });
		await clock.run(pollOrders(broken));
		const id = buy();
		await clock.run(pollOrders(broken));
		expect(JSON.stringify(global)).toContain(String(id));
		await poll();
		expect(names()).toEqual([]);
	});

	it('comes in a new object each time with durable pollers, and a poll without a lease is an activation', async () => {
		const { poll, all } = startTrigger({}, { options: { watchSeconds: 30 } });
		const tookMs: number[] = [];
		for (const budgetMs of [300_000, 48_000, 48_000, 48_000, 300_000]) {
			Object.assign(all, { budgetMs, data: structuredClone(all.data) });
			tookMs.push(await poll());
		}
		expect(tookMs.map((ms) => ms > 20_000)).toEqual([false, true, true, true, false]);
	});

	it('comes in a new object with each save of the workflow, and none waits for a watch', async () => {
		const { poll, all } = await activeTrigger();
		for (let save = 0; save < 4; save++) {
			all.data = structuredClone(all.data);
			expect(await poll()).toBeLessThan(5_000);
		}
	});

	it.each([
		{ events: ['received'], filters: { region: ['US'] } },
		{ events: ['expired'], filters: {} },
	])('is older than what the former settings left out: $events of $filters', async (former) => {
		const setup = { options: once, ...former };
		const { core, poll, pollFor, buy, names, all } = await activeTrigger({}, setup);
		// n8n stores it at the activation, and then with each event only.
		const stored = structuredClone(all.data);
		const ids = [buy(), buy()];
		await poll();
		for (const id of ids) core.control.deliver(id, {});
		await poll();
		Object.assign(all, { events: ['received'], filters: {}, data: stored });
		await pollFor(2);
		expect(names()).toEqual([]);
		core.control.deliver(buy(), {});
		await poll();
		expect(names()).toHaveLength(1);
	});

	it('of two triggers that share one node ID is told apart, also when they poll at the same time', async () => {
		const setup = { options: once, events: ['received'] };
		const { core, clock, buy, all } = startTrigger({}, setup);
		const other = { ...all, name: 'GoSMS Trigger1', data: {} };
		const pollBoth = async () =>
			await clock.run(Promise.all([all, other].map((one) => pollOrders(pollContext(one)))));
		await pollBoth();
		const id = buy();
		core.control.deliver(id, {});
		const outputs = await pollBoth();
		expect(outputs.map((output) => output?.flat().map(({ json }) => json.order_id))).toEqual([
			[id],
			[id],
		]);
	});
});
