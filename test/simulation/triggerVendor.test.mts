import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { activeTrigger, pollContext, startTrigger, type Answer } from './triggerRig.mts';
import { sampleOrder } from '../../nodes/GoSms/trigger/sampleOrder.ts';

// An API that differs from its document: in virtual time.

const options = { watchSeconds: 0 };
const edited =
	(part: string, edit: (body: string) => string) =>
	(answer: Answer, path: string): Answer =>
		path.endsWith(part) ? { ...answer, body: edit(String(answer.body)) } : answer;

describe('a ledger', () => {
	it('that is long and has no times is given up', async () => {
		const deviate = edited('/transactions', (body) => body.replaceAll('"created_at":', '"noted":'));
		const setup = { events: ['cancelled'], options, deviate };
		const { core, clock, poll, pollFor, buy, names } = startTrigger({}, setup);
		core.control.seedHistory({ count: 12_000 });
		await poll();
		const id = buy();
		await poll();
		core.control.cancelAsOther(id);
		core.control.clearRequests();
		await clock.sleepUntilDone(60_000);
		await pollFor(3);
		expect(names()).toEqual([`cancelled ${id}`]);
		const pages = core.requests.filter(({ endpoint }) => endpoint === 'transactions');
		expect(pages.length).toBeLessThan(12);
	});

	it('that has another word for Hold makes no expired order a cancelled one', async () => {
		const deviate = edited('/transactions', (body) => body.replaceAll('"Hold"', '"Freeze"'));
		const setup = { events: ['cancelled', 'expired'], options, deviate };
		const trigger = await activeTrigger({ overdueStatus: 'cancelled' }, setup);
		const id = trigger.buy();
		await trigger.poll();
		await trigger.clock.sleepUntilDone(700_000);
		await trigger.poll();
		expect(trigger.names()).toEqual([`expired ${id}`]);
	});
});

it('few orders whose IDs are random are an error, before one is missed', async () => {
	const random = (_: string, id: string) =>
		`"order_id":"${createHash('md5').update(id).digest('hex')}"`;
	const deviate = edited('/orders', (body) => body.replace(/"order_id":(\d+)/g, random));
	const trigger = startTrigger({}, { events: ['created'], options, deviate });
	for (let n = 0; n < 6; n++) {
		trigger.buy();
		await trigger.clock.sleepUntilDone(60_000);
	}
	await trigger.poll();
	await expect(trigger.poll()).rejects.toThrow('IDs of this GoSMS account do not increase');
});

it('a list that hides codes hides none in a long backlog', async () => {
	const deviate = edited('/orders', (body) => body.replace(/"code":"[^"]*"/g, '"code":null'));
	const trigger = await activeTrigger({}, { events: ['received'], options, deviate });
	const { core, clock, pollFor, buy, told } = trigger;
	for (let n = 0; n < 300; n++) core.control.deliver(buy(), {});
	await clock.sleepUntilDone(86_400_000);
	for (let n = 0; n < 3; n++) buy();
	await pollFor(10);
	expect(told.filter(({ code }) => typeof code === 'string')).toHaveLength(300);
});

it('a list with what changed last on top loses no order of a backlog', async () => {
	type Body = { orders: Array<{ created_at: string; received_at?: string }>; page: number };
	let whole: () => Body['orders'] = () => [];
	const deviate = edited('/orders', (body) => {
		const shown = JSON.parse(body) as Body;
		const changed = ({ received_at, created_at }: Body['orders'][0]) => received_at ?? created_at;
		const rows = whole().sort((a, b) => changed(b).localeCompare(changed(a)));
		const from = (shown.page - 1) * 100;
		return JSON.stringify({ ...shown, orders: rows.slice(from, from + 100) });
	});
	const { core, clock, poll, pollFor, buy, names } = startTrigger(
		{ limits: { perSecond: null, perMinute: null } },
		{ events: ['created'], options, deviate },
	);
	const page = (number: number) => {
		const query = { page: String(number), page_size: '100' };
		const request = { method: 'GET', path: '/user/orders', query, key: 'ch_sandbox' };
		const outcome = core.exchange(request);
		return outcome.kind === 'answer' ? (outcome.answer.body as Body).orders : [];
	};
	whole = () => [1, 2].flatMap(page);
	await poll();
	const old = buy();
	await poll();
	const ids = Array.from({ length: 150 }, () => buy());
	await clock.sleepUntilDone(540_000);
	core.control.deliver(old, {});
	await pollFor(3);
	expect(names()).toEqual([old, ...ids].map((id) => `created ${id}`));
});

it('rows with an event of their own tell that of the trigger, and those without an ID are logged once', async () => {
	const deviate = edited('/orders', (body) =>
		body
			.replaceAll('"order_id":', '"event":"sms","order_id":')
			.replace('"orders":[', '"orders":[{},'),
	);
	const { poll, buy, names, warnings } = startTrigger({}, { options, deviate });
	buy();
	await poll();
	const id = buy();
	await poll();
	await poll();
	expect(names()).toEqual([`created ${id}`]);
	expect(warnings).toEqual(['GoSMS Trigger: Rows without an order ID are left out: 1.']);
});

it('a test in the editor shows an order that is gone by its ID', async () => {
	const gone = { statusCode: 404, headers: {}, body: '{"code":"ORDER_NOT_FOUND"}' };
	const deviate = (answer: Answer, path: string) => (path.includes('/order/') ? gone : answer);
	const { core, clock, buy, all } = startTrigger({}, { events: ['received'], deviate });
	const id = buy();
	core.control.deliver(id, {});
	const output = await clock.run(sampleOrder(pollContext(all)));
	expect(output?.[0]?.[0]?.json).toMatchObject({ event: 'received', order_id: id });
});
