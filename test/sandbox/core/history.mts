import type { Account } from './account.mts';
import { priceMicros } from './catalogue.mts';
import { open } from './orderLife.mts';
import { planSms, playDue } from './schedule.mts';
import type { SmsScenario } from './settings.mts';
import { enter, type World } from './world.mts';

const regions = ['ID', 'US', 'GB', 'CN', 'IN'] as const;
const apps = ['whatsapp', 'telegram', 'facebook'] as const;
/** Of seven orders, five get their code, one is cancelled and one expires. */
const fates: readonly SmsScenario[] = [
	...Array.from({ length: 5 }, () => ({
		delayMs: [5_000, 45_000] satisfies [number, number],
		completeAfterMs: 60_000,
	})),
	{ delayMs: null, cancelAfterMs: 90_000 },
	{ delayMs: null },
];
const longestLifeMs = 105_000;

export interface WantedHistory {
	count: number;
	/** Between two purchases; shrinks where the time since the account's last entry is short. */
	intervalMs?: number;
}

/** Plays finished orders of the past: each is bought, and ends, in the time between the last entry and now. */
export function seedHistory(
	world: World,
	account: Account,
	{ count, intervalMs = 60_000 }: WantedHistory,
): void {
	const now = world.clock.now();
	const end = now - Math.max(world.settings.orderLifeMs, longestLifeMs);
	const earliest = account.ledger.at(-1)?.at ?? account.createdAt;
	if (end <= earliest)
		throw new Error('No time for a history: seed it before there are orders, or advance the clock');
	const interval = Math.min(intervalMs, (end - earliest) / count);
	const begin = Math.floor(end - interval * count);

	const plans = Array.from({ length: count }, () => plan(world));
	const spent = plans.reduce((sum, { price, fate }) => sum + (fate.delayMs ? price : 0), 0);
	// The history pays for itself: the balance is afterwards what it was before.
	if (spent > 0) enter(world, account, 'Deposit', spent, begin);

	plans.forEach(({ region, projectCode, price, fate }, index) => {
		const at = Math.floor(begin + index * interval);
		playDue(world, at);
		const order = open(world, account, {
			projectCode,
			region,
			priceMicros: price,
			at,
			byOther: true,
		});
		world.due.push({ at: order.expiresAt, kind: 'expire', order });
		planSms(world, order, fate, at);
	});
	playDue(world, now);
}

function plan(world: World) {
	const { random, settings } = world;
	const region = regions[random.between(0, regions.length - 1)] ?? 'ID';
	const projectCode = apps[random.between(0, apps.length - 1)] ?? 'whatsapp';
	const fate = fates[random.between(0, fates.length - 1)] ?? {};
	return { region, projectCode, price: priceMicros(settings, region, projectCode), fate };
}
