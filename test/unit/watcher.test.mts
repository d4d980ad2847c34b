import { describe, expect, it } from '@jest/globals';
import { receiveCode } from '../../nodes/GoSms/engine/receiveCode.ts';
import { waitForSms } from '../../nodes/GoSms/engine/waiting/waitForSms.ts';
import { buyOne, never, newRig, rewrite } from '../simulation/process.mts';
import { newSession } from '../simulation/virtualNetwork.mts';

/** Orders that were bought elsewhere, and a session to wait for them. */
function start(count: number, sandbox: Parameters<typeof newRig>[0] = {}, latencyMs = 10) {
	const rig = newRig({ ...never, ...sandbox }, () => latencyMs);
	const { clock, core, session: sessionOf, newProcess } = rig;
	const session = sessionOf(newProcess());
	const whatsapp = { projectCode: 'whatsapp', region: 'ID' };
	const create = (orders: number) =>
		Array.from({ length: orders }, () => core.control.createAsOther(whatsapp).orderId);
	const wait = async (orderId: number, timeoutMs = Infinity, withText = true) =>
		await waitForSms(session, { orderId: String(orderId), timeoutMs, withText });
	const receive = async (orderId: number, timeoutMs = Infinity) =>
		await receiveCode(session, { orderId: String(orderId), timeoutMs, withText: true }, 'cancel');
	return { clock, core, session, create, ids: create(count), wait, receive };
}

describe('many orders together', () => {
	const overdue = ['pending', 'cancelled', 'expired'] as const;
	it.each(overdue)('are seen to expire by the lists alone, as %s', async (overdueStatus) => {
		const { clock, ids, wait } = start(7, { overdueStatus, orderLifeMs: 60_000 });
		const ends = await clock.run(Promise.all(ids.map((id) => wait(id))));
		expect(ends.map(({ kind }) => kind)).toEqual(ids.map(() => 'expired'));
		// Five seconds of grace, and the schedule's ten.
		expect(clock.now() - Date.UTC(2026, 0, 1)).toBeLessThan(76_000);
	});

	it.each([
		['a list', 0],
		['a list that is too long to be read', 400],
	])('have their code looked up at once when they have left %s, due or not', async (_, older) => {
		const { clock, core, create, wait } = start(older);
		await clock.sleepUntilDone(70_000);
		const ids = create(20);
		const ends = Promise.all(ids.map((id) => wait(id, 200_000)));
		ends.catch(() => undefined);
		// After two minutes each is due every ten seconds only; but there are twenty of them.
		await clock.sleepUntilDone(150_300);
		const [first = 0] = ids;
		core.control.deliver(first, { code: '0042' });
		const deliveredMs = clock.now();
		await clock.sleepUntilDone(4_000);
		const look = core.requests.find((one) => one.orderId === first && one.atMs > deliveredMs);
		expect(look).toBeDefined();
		expect((await clock.run(ends)).filter(({ kind }) => kind === 'arrived')).toHaveLength(1);
	});

	it('are not looked up again while their looks wait for their turns', async () => {
		// The codes of two minutes take four to be read.
		const sms = { default: { delayMs: [5_000, 120_000] as [number, number] } };
		const { clock, core, ids, wait } = start(1_200, { sms });
		const ends = Promise.all(ids.map((id) => wait(id)));
		expect((await clock.run(ends)).filter(({ kind }) => kind === 'arrived')).toHaveLength(1_200);
		const looks = core.requests.filter(({ endpoint }) => endpoint === 'order');
		expect(looks.length).toBeLessThan(1_500);
	});

	it('are not looked up again and again when no list has them', async () => {
		const { clock, core, ids, wait } = start(20);
		const [odd = 0] = ids;
		core.control.setStatus(odd, 'on_hold');
		await clock.run(Promise.all(ids.map((id) => wait(id, 110_000))));
		const looks = core.requests.filter((one) => one.orderId === odd);
		// Ten in the first half minute, sixteen in the rest, and some that the first list brought.
		expect(looks.length).toBeLessThan(30);
		expect(looks.length).toBeGreaterThan(20);
	});

	it.each([
		['no answer has expired_at', /"expired_at":"[^"]+",?/g, ''],
		['pending is called 0', /"status":"pending"/g, '"status":0'],
	])('are not looked up again and again, ahead of purchases, where %s', async (_, from, to) => {
		const { clock, core, session, ids, wait } = start(100);
		rewrite(core, (text) => text.replace(from, to));
		for (const id of ids) void wait(id, 200_000);
		await clock.sleepUntilDone(100_000);
		const [startMs, before] = [clock.now(), core.requests.length];
		await clock.run(buyOne(session));
		expect(clock.now() - startMs).toBeLessThan(2_000);
		await clock.sleepUntilDone(60_000);
		expect(core.requests.length - before).toBeLessThan(100);
	});

	it('are asked about at most once a second, however they come', async () => {
		const { clock, core, ids, wait } = start(30);
		const ends = ids.map(async (id, index) => {
			await clock.sleep(index * 170);
			return await wait(id, 20_000);
		});
		await clock.run(Promise.all(ends));
		const lists = core.requests.filter((one) => one.endpoint === 'orders').map((one) => one.atMs);
		const gaps = lists.slice(1).map((atMs, index) => atMs - (lists[index] ?? 0));
		expect(gaps.filter((gap) => gap < 1_000)).toEqual([]);
		expect(lists.length).toBeGreaterThan(5);
	});
});

const endpoints = ['orders', 'order'] as const;
it.each(endpoints)('twenty codes come soon although one look hangs: %s', async (endpoint) => {
	const { clock, core, ids, wait } = start(20);
	const waits = ids.map(async (id) => {
		const ended = await wait(id, 100_000);
		return [ended.kind, clock.now()] as const;
	});
	await clock.sleepUntilDone(20_000);
	core.control.addFault({ kind: 'hang', endpoint });
	const deliveredMs = clock.now();
	for (const id of ids) core.control.deliver(id, { code: '0042' });
	const ends = await clock.run(Promise.all(waits));
	expect(ends.map(([kind]) => kind)).toEqual(ids.map(() => 'arrived'));
	const seconds = ends.map(([, ms]) => (ms - deliveredMs) / 1_000);
	expect(Math.max(...seconds)).toBeLessThan(8);
});

it('codes come soon from an API whose answers take five seconds', async () => {
	const { clock, core, ids, wait } = start(100, {}, 2_500);
	const [end] = ids.map((id) => wait(id, 500_000));
	await clock.sleepUntilDone(100_000);
	core.control.deliver(ids[0] ?? 0, {});
	const deliveredMs = clock.now();
	await clock.run(Promise.resolve(end));
	expect(clock.now() - deliveredMs).toBeLessThan(17_000);
});

it('answers all who wait for the same order, each as it needs', async () => {
	const { clock, core, ids, wait } = start(3);
	const [id = 0, ...others] = ids;
	const waits = [
		wait(id),
		wait(id, Infinity, false),
		...others.map((other) => wait(other, 10_000)),
	];
	void clock
		.sleep(4_000)
		.then(() => core.control.deliver(id, { code: '0042', content: 'It is 0042' }));
	const [withText, codeOnly] = await clock.run(Promise.all(waits));
	expect(withText).toMatchObject({ kind: 'arrived', order: { code: '0042', text: 'It is 0042' } });
	expect(codeOnly).toMatchObject({ kind: 'arrived', order: { code: '0042' } });
});

describe('what is wrong with one order or one credential ends no waits of others', () => {
	it('an order that has expired, while lists fail', async () => {
		const sandbox = { overdueGet: 'refuse', orderLifeMs: 120_000 } as const;
		const { clock, core, create, ids, wait } = start(1, sandbox);
		core.control.addFault({ kind: 'html502', endpoint: 'orders', times: 'always' });
		const first = wait(ids[0] ?? 0);
		await clock.sleepUntilDone(60_000);
		const later = create(6);
		const ends = Promise.all(later.map((id) => wait(id)));
		expect(await clock.run(first)).toMatchObject({ kind: 'expired' });
		await clock.sleepUntilDone(20_000);
		for (const id of later) core.control.deliver(id, {});
		expect((await clock.run(ends)).map(({ kind }) => kind)).toEqual(later.map(() => 'arrived'));
	});

	it.each([
		[404, 1],
		[403, 1],
		[500, 1],
		[403, 'always'],
		[500, 'always'],
	] as const)('an order whose looks say %d, while lists fail: %s', async (status, times) => {
		const { clock, core, ids, wait } = start(5);
		core.control.addFault({ kind: 'html502', endpoint: 'orders', times });
		const [odd, ...others] = ids;
		const answer = { status, headers: {}, body: { error: '失败' } };
		rewrite(core, (text, { path }) =>
			path.endsWith(`/order/${odd}`) ? JSON.stringify({ kind: 'answer', answer }) : text,
		);
		const ends = Promise.all(ids.map((id) => wait(id)));
		await clock.sleepUntilDone(20_000);
		for (const id of others) core.control.deliver(id, {});
		const [itsEnd, ...kinds] = (await clock.run(ends)).map(({ kind }) => kind);
		expect(kinds).toEqual(others.map(() => 'arrived'));
		expect(itsEnd).not.toBe('arrived');
	});

	const noCredential = 'Credential with ID "9" does not exist for type "goSmsApi".';
	const noLists = [{ kind: 'error500', endpoint: 'orders', times: 'always' } as const];
	it.each([
		['has got another key', { key: 'ch_other' }, undefined, []],
		['has it while lists fail', { key: 'ch_other' }, undefined, noLists],
		['is deleted', {}, noCredential, []],
	])('a credential that %s is asked once a look', async (_name, theirs, thrown, faults) => {
		const { clock, core, session, ids, wait } = start(8, { faults });
		const other = { core, clock, key: 'ch_sandbox', latencyMs: () => 10, ...theirs };
		const changed = { ...newSession(other, session.account), credentialId: 'changed' };
		let asked = 0;
		const refuse = async () => {
			asked += 1;
			return await Promise.reject(new Error(thrown));
		};
		if (thrown) Object.assign(changed.context.helpers, { httpRequestWithAuthentication: refuse });
		const [first, ...others] = ids;
		const waits = Array.from({ length: 20 }, async () => {
			const forever = { orderId: String(first), timeoutMs: Infinity, withText: true };
			return await waitForSms({ ...changed }, forever);
		});
		const ends = Promise.all(others.map((id) => wait(id)));
		await clock.sleepUntilDone(20_000);
		for (const id of others) core.control.deliver(id, {});
		expect((await clock.run(ends)).map(({ kind }) => kind)).toEqual(others.map(() => 'arrived'));
		const served = core.requests.filter(({ status }) => status === 200).length;
		expect(core.requests.length - served + asked).toBeLessThan(served);
		const failed = (await clock.run(Promise.all(waits))).find(({ kind }) => kind === 'failed');
		expect(failed).toBeDefined();
		if (thrown) expect(failed).toMatchObject({ failure: { happened: thrown } });
	});
});

describe('orders that nobody has seen yet', () => {
	const odd = [
		{ kind: 'echoKey', status: 404, times: 'always' },
		{ kind: 'echoKey', status: 403, times: 'always' },
		{ kind: 'echoKey', status: 403 },
		{ kind: 'wrongShape', body: { result: 'ok' }, times: 'always' },
	] as const;
	it.each(odd)('are waited for although the list is refused: %j', async (fault) => {
		const { clock, core, ids, receive } = start(3);
		core.control.addFault({ ...fault, endpoint: 'orders' });
		const ends = ids.map((id) => receive(id));
		await clock.sleepUntilDone(20_000);
		for (const id of ids) core.control.deliver(id, {});
		expect(await clock.run(Promise.all(ends))).toMatchObject(ids.map(() => ({ ok: true })));
	});

	it('are not given back because looks at them are refused, one or all', async () => {
		const { clock, core, ids, receive } = start(1);
		const waiting = async () => await receive(ids[0] ?? 0, 10_000);
		core.control.addFault({ kind: 'echoKey', status: 403, endpoint: 'order', times: 5 });
		expect(await clock.run(waiting())).toMatchObject({ ok: false });
		expect(core.control.orders()).toMatchObject([{ phase: 'pending' }]);
		expect(await clock.run(waiting())).toMatchObject({ ok: true, order: { status: 'cancelled' } });
	});
});
