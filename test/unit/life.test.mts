import { describe, expect, it } from '@jest/globals';
import type { Order } from '../../nodes/GoSms/domain/order.ts';
import { endGraceMs, endOf, stateNow } from '../../nodes/GoSms/engine/lifetime.ts';
import { newestTimeIn, stalenessOf } from '../../nodes/GoSms/engine/staleness.ts';
import { getOrder } from '../../nodes/GoSms/transport/api.ts';
import { SeenOrders } from '../../nodes/GoSms/transport/seenOrders.ts';
import type { Session } from '../../nodes/GoSms/transport/session.ts';
import { boughtOne, newRig } from '../simulation/process.mts';
import { anOrder } from './anOrder.mts';

const minute = 60_000;
const hourMs = 60 * minute;

/** A process, and how far the clock of the API's database is from its own, if that is known. */
function start(skewMs?: number) {
	const { clock, session: sessionOf, newProcess } = newRig();
	const session = sessionOf(newProcess());
	const now = clock.now();
	if (skewMs !== undefined) session.account.databaseClock.observe(now + skewMs, now, now + 50);
	return { session, clock };
}

/** Ten minutes, on a database whose clock is off by so much. */
function order(session: Session, skewMs: number, ageMs = 0): Order {
	const createdMs = session.clock.now() + skewMs - ageMs;
	return anOrder({ createdMs, expiresMs: createdMs + 600_000 });
}

describe('the end of an order', () => {
	const skews = [-8 * hourMs, -hourMs, -2_000, 0, 2_000, hourMs, 8 * hourMs];
	it.each(skews)('that was bought here is its life later, by a clock %d ms off', (skewMs) => {
		const { session } = start();
		const bought = order(session, skewMs);
		session.account.seen.bought(bought, '', session.clock.now());
		session.account.seen.note(bought, session.clock.now());
		expect(endOf(session, bought) - session.clock.now()).toBe(600_000);
		expect(stateNow(session, bought, true)).toBe('waiting');
	});

	it.each([undefined, -hourMs, 8 * hourMs])(
		'that was bought elsewhere is its life from now, whatever a purchase told of the time: %p',
		(known) => {
			const { session } = start(known);
			expect(endOf(session, order(session, 0, 200_000)) - session.clock.now()).toBe(600_000);
		},
	);

	it.each<[string, Partial<Order>, number, boolean, string]>([
		['pending before its end', {}, 599_000, true, 'waiting'],
		['pending in the grace after it', {}, 600_000 + endGraceMs - 1, true, 'waiting'],
		['pending after that', {}, 600_000 + endGraceMs, true, 'expired'],
		['of an unknown status after that', { status: 'unknown' }, 900_000, true, 'waiting'],
		['received, however late', { status: 'received' }, 900_000, true, 'arrived'],
		['cancelled before its end', { status: 'cancelled' }, 500_000, true, 'cancelled'],
		['cancelled at its end', { status: 'cancelled' }, 599_000, true, 'expired'],
		['cancelled, nobody knows when', { status: 'cancelled' }, 600_000, false, 'cancelled'],
		['expired in its own words', { status: 'expired' }, 5_000, false, 'expired'],
	])('is known of one %s (decision 1)', async (_name, status, afterMs, wasPending, state) => {
		const { session, clock } = start();
		const bought = order(session, 0);
		session.account.seen.note(bought, session.clock.now());
		session.account.seen.bought(bought, '', session.clock.now());
		await clock.sleepUntilDone(afterMs);
		expect(stateNow(session, { ...bought, ...status }, wasPending)).toBe(state);
	});
});

it('an order whose purchase took long to be answered has expired when it is cancelled at its end', async () => {
	const { session, clock } = start();
	const bought = order(session, 0);
	const sentMs = session.clock.now();
	await clock.sleepUntilDone(5_000);
	session.account.seen.bought(bought, '', sentMs);
	session.account.seen.note(bought, session.clock.now());
	const stateAfter = async (ms: number) => {
		await clock.sleepUntilDone(ms);
		return stateNow(session, { ...bought, status: 'cancelled' }, true);
	};
	expect(await stateAfter(590_000)).toBe('cancelled');
	expect(await stateAfter(5_000)).toBe('expired');
});

describe('whether an order is stale', () => {
	type Times = Partial<{ ageMs: number; skewMs: number; olderMs: number }>;
	it.each<[string, number | undefined, Times, string]>([
		['needs no time with an age of zero', undefined, { olderMs: 0, skewMs: 8 * hourMs }, 'stale'],
		['is known by plausible times', undefined, { ageMs: 6 * minute }, 'stale'],
		['is known of a fresh one too', undefined, { ageMs: 4 * minute }, 'fresh'],
		['is not known by a database an hour behind', undefined, { skewMs: -hourMs }, 'unsure'],
		['is not known by a database an hour ahead', undefined, { skewMs: hourMs }, 'unsure'],
		['is known by it once a purchase has told', -hourMs, { skewMs: -hourMs }, 'fresh'],
		['is not known of one from the future, not even then', 0, { skewMs: 8 * hourMs }, 'unsure'],
		['is known of an old one then', -hourMs, { skewMs: -hourMs, ageMs: 6 * minute }, 'stale'],
	])('%s', (_name, known, { ageMs = 0, skewMs = 0, olderMs = 5 * minute }, expected) => {
		const { session } = start(known);
		expect(stalenessOf(session, order(session, skewMs, ageMs), olderMs, -Infinity)).toBe(expected);
	});

	it('is not proved by one time of the future, but by three', () => {
		const { session } = start();
		const old = order(session, 0, 6 * minute);
		const ahead = { createdMs: session.clock.now() + hourMs };
		const rows = (count: number) => [old, ...Array.from({ length: count }, () => anOrder(ahead))];
		expect(newestTimeIn(session, rows(1))).toBe(old.createdMs);
		expect(newestTimeIn(session, rows(3))).toBe(ahead.createdMs);
	});

	it('is known of one that was bought here just now, whatever the rows say', () => {
		const { session } = start();
		const bought = order(session, -hourMs);
		session.account.seen.note(bought, session.clock.now());
		session.account.seen.bought(bought, '', session.clock.now());
		expect(stalenessOf(session, bought, 5 * minute, session.clock.now())).toBe('fresh');
	});

	it('is proved by a later row, or by having been seen for so long', async () => {
		const { session, clock } = start();
		const old = order(session, -hourMs);
		const later = anOrder({ receivedMs: (old.createdMs ?? 0) + 6 * minute });
		const newest = newestTimeIn(session, [old, later]);
		expect(stalenessOf(session, old, 5 * minute, newest)).toBe('stale');
		session.account.seen.note(old, session.clock.now());
		await clock.sleepUntilDone(5 * minute);
		expect(stalenessOf(session, old, 5 * minute, -Infinity)).toBe('stale');
		expect(newestTimeIn(session, [anOrder()])).toBe(-Infinity);
	});

	it('is told by looks at what was bought here, not by the answer to the purchase', async () => {
		const { session, clock } = start();
		const { databaseClock } = session.account;
		const { id } = await clock.run(boughtOne(session));
		expect(databaseClock.isKnown).toBe(false);
		await clock.run(getOrder(session, id));
		expect(databaseClock.isKnown).toBe(true);
	});

	it('is not known without a time', () => {
		expect(stalenessOf(start(0).session, anOrder(), minute, -Infinity)).toBe('unsure');
	});
});

describe('the orders that were seen', () => {
	const one = (id: string) => anOrder({ id });

	/** Each as “ID/age in minutes”, in the order in which they are seen. */
	const seeing = (orders: string) => {
		const seen = new SeenOrders();
		for (const order of orders.match(/\S+/g) ?? []) {
			const [id = '', age] = order.split('/');
			seen.note(anOrder({ id, createdMs: age ? 1e12 - Number(age) * minute : undefined }), 5);
		}
		return seen;
	};

	it.each([
		['nothing before the first', '', ''],
		['nothing while nobody knows whether IDs rise', '10/0', ''],
		['nor by rows of about the same time', '10/0 9/1', ''],
		['by rows whose IDs rise', '9/2 10/0 8/3', '10'],
		['nothing by rows whose IDs fall', '9/0 10/2', ''],
		['nothing by rows whose IDs rise and fall', '9/2 10/0 12/5', ''],
		['nothing by tokens', '4f9c2a1e-7b3d-4e0f/2 5f9c2a1e-7b3d-4e0f/0', ''],
		['nothing by rows without a time', '9 10', ''],
	])('bound what a later purchase may be: %s', (_name, orders, baseline) => {
		expect(seeing(orders).baseline).toBe(baseline);
	});

	it.each([
		['higher than all before', '101', '101'],
		['lower', '7', ''],
		['the first', '100', ''],
	])('bound it by a purchase whose ID is %s', (_name, id, baseline) => {
		const seen = seeing(`100/0 ${id}/0`);
		seen.bought(one(id), id === '100' ? '' : '100', 5);
		expect(seen.baseline).toBe(baseline);
		seen.bought(one('5'), '101', 5);
		expect(seen.baseline).toBe('');
	});

	it.each([
		['seen before the purchase was sent', -1_000, false, true],
		['seen while it was under way', 1_000, false, false],
		['that another purchase got while it was under way', 1_000, true, true],
		['that must be over', -660_000, true, false],
	])('are another purchase’s: one %s', (_what, seenMs, isBought, isAnothers) => {
		const sentMs = 1e12;
		const seen = new SeenOrders();
		if (isBought) seen.bought(one('1'), '', sentMs);
		seen.note(one('1'), sentMs + seenMs);
		expect(seen.isAnothers('1', sentMs)).toBe(isAnothers);
		expect(seen.isAnothers('2', sentMs)).toBe(false);
	});

	it('are forgotten before they fill the memory, first what was not seen for longest', () => {
		const seen = new SeenOrders();
		for (let id = 1; id <= 20_001; id++) {
			seen.note(one(String(id)), id);
			seen.note(one('1'), id);
			seen.bought(one(String(id)), '', id);
		}
		expect([seen.seenSinceMs('1'), seen.seenSinceMs('2')]).toEqual([1, undefined]);
		expect([seen.isBought('1'), seen.isBought('2')]).toEqual([false, true]);
	});
});
