import { describe, expect, it } from '@jest/globals';
import { decideFates } from '../../nodes/GoSms/engine/buying/evidence.ts';
import type { Priority } from '../../nodes/GoSms/transport/limits/limits.ts';
import type { Release } from '../../nodes/GoSms/transport/limits/rateLimiter.ts';
import type { Account } from '../../nodes/GoSms/transport/session.ts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { buyOne, never, newRig, type Rig } from '../simulation/process.mts';
import { anOrder } from './anOrder.mts';

it.each<[string, number, string[], boolean, boolean, string | undefined]>([
	['one and its candidate', 1, ['7'], false, false, 'bought 7'],
	['two and theirs, by rising ID', 2, ['7', '8'], false, false, 'bought 7, bought 8'],
	['nothing, too early', 1, [], false, false, undefined],
	['nothing, for long enough', 1, [], false, true, 'notBought'],
	['two and one candidate, too early', 2, ['7'], false, false, undefined],
	['two and one, for long enough', 2, ['7'], false, true, 'bought 7, notBought'],
	['one and two candidates', 1, ['7', '8'], false, true, 'unknown 7 8'],
	['one and one that may be a rival’s', 1, ['7'], true, true, 'unknown 7'],
	['rivals, but no candidate', 1, [], true, true, 'notBought'],
])('the fates of %s', (_name, lost, ids, hasRivals, isPatient, expected) => {
	const candidates = ids.map((id) => anOrder({ id }));
	const fates = decideFates(lost, { candidates, hasRivals, isWhole: true }, isPatient);
	const told = fates?.map((fate) => {
		if (fate.kind === 'bought') return `bought ${fate.order.id}`;
		const named = fate.kind === 'unknown' ? fate.candidates.map(({ id }) => ` ${id}`) : [];
		return fate.kind + named.join('');
	});
	expect(told?.join(', ')).toBe(expected);
});

/** The same answers, with another text. */
function rewrite({ core }: Rig, edit: (text: string, path: string) => string): void {
	const exchange = core.exchange.bind(core);
	core.exchange = (request) => JSON.parse(edit(JSON.stringify(exchange(request)), request.path));
}

/** Some purchases of one process, one after the other or together: the orders they got, or why not. */
async function buy(rig: Rig, apps: string[], account = rig.newProcess()) {
	const startMs = rig.clock.now();
	const buying = apps.map(async (projectCode) => {
		const purchase = { projectCode, region: 'ID' };
		const bought = await buyOne(rig.session(account), { purchase });
		return bought.ok ? bought.value.id : JSON.stringify(bought.failure);
	});
	const got = await rig.clock.run(Promise.all(buying));
	const seconds = (rig.clock.now() - startMs) / 1_000;
	return { got, seconds, sold: rig.core.control.orders().length };
}

type Turn = { priority: Priority; purchase: number; isOver: boolean };

/** Keeps the second purchase from going when its turn has come, until a turn begins or ends for which `isTime`. */
function holdSecondPurchase({ limiter }: Account, isTime: (turn: Turn) => boolean): void {
	const acquire = limiter.acquire.bind(limiter);
	let purchases = 0;
	let letGo = () => {};
	const note = (turn: Turn) => {
		if (isTime(turn)) letGo();
	};
	limiter.acquire = async (priority, signal): Promise<Release | undefined> => {
		const purchase = priority === 'purchase' ? ++purchases : 0;
		const release = await acquire(priority, signal);
		note({ priority, purchase, isOver: false });
		if (purchase === 2) await new Promise<void>((resolve) => (letGo = resolve));
		return (
			release &&
			((unused) => {
				release(unused);
				note({ priority, purchase, isOver: true });
			})
		);
	};
}

const skewed = (row: string, ms: number) =>
	row.replace(/[\d-]+T[\d:.]+Z/g, (time) => new Date(Date.parse(time) + ms).toISOString());

const once = (kind: 'dropAfter' | 'dropBefore'): FaultRule => ({ kind, endpoint: 'create' });

describe('a purchase with a lost answer', () => {
	const second = { ...once('dropBefore'), skip: 1 };
	it.each<[string, FaultRule[], string[]]>([
		['is found', [once('dropAfter')], ['vk']],
		['is made again when it bought nothing', [once('dropBefore')], ['vk']],
		['and another at the same time get an order each', [once('dropAfter')], ['vk', 'vk']],
		['and another, told apart by case only, too', [once('dropAfter')], ['Viber', 'viber']],
		['and such another one, lost too', [{ ...once('dropAfter'), times: 2 }], ['Viber', 'viber']],
		['and two more, lost too', [{ ...once('dropAfter'), times: 3 }], ['vk', 'vk', 'vk']],
		['and one that bought nothing', [once('dropAfter'), second], ['vk', 'vk']],
	])('%s: one order each', async (_name, faults, apps) => {
		const { got, seconds, sold } = await buy(newRig({ faults, lowersCodes: true }), apps);
		expect([...got].sort()).toEqual(apps.map((_app, index) => String(12345 + index)));
		expect(sold).toBe(apps.length);
		expect(seconds).toBeLessThan(60);
	});

	const kinds = ['dropAfter', 'dropBefore'] as const;
	it.each(kinds)('comes to one order although the ledger cannot be read: %s', async (kind) => {
		const broken: FaultRule = { kind: 'error500', endpoint: 'transactions', times: 'always' };
		const { got, sold } = await buy(newRig({ faults: [once(kind), broken] }), ['vk']);
		expect([got, sold]).toEqual([['12345'], 1]);
	});

	it('lets none of its pair go while it is looked for: its order could be taken for the lost one', async () => {
		const slow: FaultRule = { kind: 'latency', ms: 3_000, endpoint: 'create' };
		const rig = newRig({ faults: [once('dropAfter'), { ...slow, skip: 1 }] });
		const account = rig.newProcess();
		holdSecondPurchase(account, ({ priority }) => priority === 'look');
		expect((await buy(rig, ['vk', 'vk'], account)).got).toEqual(['12345', '12346']);
	});

	it('is not made again because another server of the API has a clock that is ahead', async () => {
		const rig = newRig({ faults: [once('dropAfter')] });
		const { core } = rig;
		// What is bought for another app gets its times from that server.
		rewrite(rig, (text) => text.replace(/"telegram"[^}]+/g, (row) => skewed(row, 45_000)));
		core.control.createAsOther({ projectCode: 'telegram', region: 'ID' });
		const { got } = await buy(rig, ['vk']);
		expect([got, core.control.orders()]).toEqual([
			['12346'],
			[expect.anything(), expect.anything()],
		]);
	});

	it.each<[string, number, (text: string, path: string) => string]>([
		['where rows name its country otherwise', 0, (text) => text.replaceAll('"GB"', '"UK"')],
		[
			'where lists are empty that cannot be',
			1,
			(text, path) =>
				path.startsWith('/api/v1/user')
					? text
							.replace(/"(orders|transactions)":\[.*\]/, '"$1":[]')
							.replace(/"total":\d+/, '"total":0')
					: text,
		],
		[
			'while the ledger names an order that cannot be looked at',
			1,
			(text, path) =>
				path.endsWith('12346')
					? text.replace(/200/, '500')
					: path.endsWith('/orders')
						? text.replace(/\{"order_id":12346[^}]*\},?/, '').replace('"total":2', '"total":1')
						: text,
		],
		[
			'after the database’s clock was set back',
			3,
			(text) => text.replace(/\{"order_id":12348[^}]*/g, (row) => skewed(row, -3_600_000)),
		],
	])('is not made again %s', async (_name, before, edit) => {
		const rig = newRig(never);
		rewrite(rig, edit);
		const account = rig.newProcess();
		const purchase = { projectCode: 'whatsapp', region: 'GB' };
		for (let n = 0; n < before; n++) {
			await rig.clock.run(buyOne(rig.session(account), { purchase }));
			await rig.clock.sleepUntilDone(70_000);
		}
		rig.core.control.addFault(once('dropAfter'));
		await rig.clock.run(buyOne(rig.session(account), { purchase }));
		expect(rig.core.control.orders()).toHaveLength(before + 1);
	});

	it('is named, and neither taken nor made again, when somebody here waits for its order', async () => {
		const rig = newRig({ faults: [once('dropAfter')] });
		const account = rig.newProcess();
		account.seen.awaits('12345');
		const { got, sold } = await buy(rig, ['vk'], account);
		expect([got, sold]).toEqual([[expect.stringMatching(/unknown whether.*12345/)], 1]);
	});

	it('does not hold back who buys another app', async () => {
		const rig = newRig({ faults: [once('dropBefore')] });
		const account = rig.newProcess();
		const startMs = rig.clock.now();
		const buying = ['vk', 'telegram'].map(async (projectCode) => {
			await buyOne(rig.session(account), { purchase: { projectCode, region: 'ID' } });
			return rig.clock.now() - startMs;
		});
		const [lostMs = 0, otherMs = 0] = await rig.clock.run(Promise.all(buying));
		expect(otherMs).toBeLessThan(1_000);
		expect(lostMs).toBeGreaterThan(1_000);
	});

	it('is found in the very moment in which another’s turn comes, and both get an order', async () => {
		const rig = newRig({ faults: [once('dropAfter')] });
		const account = rig.newProcess();
		// Turns: the lost purchase, the other one, and then, after some looks, the lost one's order.
		holdSecondPurchase(account, ({ purchase, isOver }) => purchase === 3 && isOver);
		expect((await buy(rig, ['vk', 'vk'], account)).got).toEqual(['12345', '12346']);
	});
});
