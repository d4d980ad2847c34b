import { beforeAll, describe, expect, it } from '@jest/globals';
import { toMicros } from '../../nodes/GoSms/domain/money.ts';
import { createRandom } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { share } from '../support/length.mts';
import { buyAndWait, newRig, often, type Life, type Rig } from './process.mts';
import './seededChance.mts';

// An hour of the engine against the sandbox, in virtual time.

type Scenario = {
	seed: number;
	orders: number;
	/** Switches and faults of the sandbox. */
	sandbox?: Omit<CoreOptions, 'clock' | 'seed' | 'sms' | 'accounts'>;
	/** Everybody buys within so many virtual ms, evenly. */
	withinMs?: number;
	/** Other clients of the account: orders of theirs, and requests with the same key, a minute. */
	othersOrders?: number;
	othersRequests?: number;
};

const regions = ['ID', 'US', 'GB', 'IN', 'DE'];

/** What happens to the SMS of each app. */
const sms: CoreOptions['sms'] = {
	whatsapp: { delayMs: [2_000, 60_000] },
	telegram: { delayMs: [1_000, 20_000], completeAfterMs: 200 },
	late: { lastSecond: true },
	never: { delayMs: null },
};

function appOf(index: number): string {
	const spot = (index * 7) % 100;
	if (spot < 4) return 'never';
	if (spot < 6) return 'late';
	return spot < 50 ? 'telegram' : 'whatsapp';
}

async function simulate({ seed, orders, sandbox, withinMs = 3_600_000, ...others }: Scenario) {
	const random = createRandom(seed);
	const rig = newRig({ ...sandbox, seed, sms }, () => 10 + 90 * random.next());
	const { clock, core } = rig;
	const account = rig.newProcess();
	const live = async (_: unknown, index: number): Promise<Life> => {
		await clock.sleep((index * withinMs) / orders);
		const projectCode = appOf(index);
		const purchase = { projectCode, region: regions[index % regions.length] ?? 'ID' };
		const timeoutMs = projectCode === 'never' ? 90_000 : Infinity;
		const wait = { timeoutMs, withText: index % 10 < 3 };
		return await buyAndWait(rig.session(account), wait, { purchase });
	};
	let isOver = false;
	const lives = Promise.all(Array.from({ length: orders }, live)).finally(() => {
		isOver = true;
	});
	void disturb(rig, others, () => isOver);
	return { core, lives: await clock.run(lives) };
}

async function disturb(
	{ core, clock }: Rig,
	{ othersOrders = 0, othersRequests = 0 }: Partial<Scenario>,
	isOver: () => boolean,
): Promise<void> {
	const everyMs = 500;
	for (let tick = 0; !isOver(); tick++) {
		await clock.sleep(everyMs);
		const due = (perMinute: number) =>
			Math.floor(((tick + 1) * perMinute * everyMs) / 60_000) -
			Math.floor((tick * perMinute * everyMs) / 60_000);
		for (let n = due(othersOrders); n > 0; n--) {
			core.control.createAsOther({ projectCode: 'telegram', region: 'CN' });
		}
		core.control.requestAsOther(due(othersRequests));
	}
}

/** Accidents of every kind. */
const faults = [
	often({ kind: 'dropBefore' }, 0.004),
	often({ kind: 'dropAfter' }, 0.004),
	often({ kind: 'html502' }, 0.002),
	often({ kind: 'error500' }, 0.002),
	often({ kind: 'brokenJson' }, 0.002),
	often({ kind: 'hang' }, 0.0003),
	often({ kind: 'rateLimited' }, 0.001),
];

/** Fewer orders in less time, just as dense. */
function shareOf({ orders, withinMs = 3_600_000, ...rest }: Scenario): Scenario {
	return { ...rest, orders: Math.round(orders * share), withinMs: withinMs * share };
}

describe.each<{ name: string; scenario: Scenario }>`
	name                                                                   | scenario
	${'quiet, near the limits'}                                            | ${shareOf({ seed: 1, orders: 4_500, withinMs: 2_000_000 })}
	${'accidents, the oldest orders listed first'}                         | ${shareOf({ seed: 2, orders: 3_000, withinMs: 2_700_000, sandbox: { faults, listOrder: 'oldestFirst' } })}
	${'accidents among orders of other clients'}                           | ${shareOf({ seed: 3, orders: 3_000, withinMs: 2_700_000, sandbox: { faults }, othersOrders: 60 })}
	${'other clients with the same key'}                                   | ${shareOf({ seed: 4, orders: 2_000, withinMs: 2_400_000, othersRequests: 120 })}
	${'an outage of four minutes at the start, with five hundred waiting'} | ${{ seed: 5, orders: 500, withinMs: 1_000, sandbox: { faults: [{ kind: 'outage', durationMs: 240_000, skip: 800 }] } }}
	${'overdue orders that are cancelled, on a clock ten minutes ahead'}   | ${shareOf({ seed: 6, orders: 1_500, sandbox: { overdueStatus: 'cancelled', skewMs: 600_000 } })}
`('$name', ({ scenario }) => {
	let hour: Awaited<ReturnType<typeof simulate>>;

	beforeAll(async () => {
		hour = await simulate(scenario);
	});

	it('loses no number and gives none to two', () => {
		const sold = hour.core.control.orders().filter((order) => !order.byOther);
		const owned = hour.lives.flatMap(({ bought }) => (bought.ok ? [Number(bought.value.id)] : []));
		expect(new Set(owned).size).toBe(owned.length);
		expect(owned.sort((a, b) => a - b)).toEqual(sold.map((order) => order.orderId));
		// A purchase may be lost twice; then nothing was sold, and the message says so.
		const vain = hour.lives.filter(({ bought }) => !bought.ok);
		expect(vain.length).toBeLessThan(scenario.sandbox?.faults ? 5 : 1);
	});

	it('hands over every code that came, and no other', () => {
		const wrong = hour.lives.filter(({ bought, received }) => {
			if (!bought.ok) return false;
			if (!received?.ok) return true;
			const truth = hour.core.control.order(Number(received.order.id));
			const came = truth.phase === 'received' || truth.phase === 'completed';
			return received.order.code !== (came ? (truth.code ?? '') : '');
		});
		expect(wrong).toEqual([]);
	});

	it('accounts for every cent', () => {
		const { core } = hour;
		const mine = core.control.orders().filter((order) => !order.byOther);
		const paid = mine.filter((order) => order.settled !== 'Refund');
		const codes = hour.lives.filter(({ received }) => received?.ok && received.order.code);
		expect(core.violations).toEqual([]);
		expect(core.control.audit()).toEqual([]);
		expect(mine.filter((order) => order.phase === 'pending')).toEqual([]);
		expect(paid).toHaveLength(codes.length);
		const spent = paid.reduce((sum, order) => sum + toMicros(order.price), 0);
		const seen = codes.reduce(
			(sum, { received }) => sum + toMicros(received?.order?.price ?? 0),
			0,
		);
		expect(seen).toBe(spent);
	});
});
