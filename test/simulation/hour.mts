import type { Session } from '../../nodes/GoSms/transport/session.ts';
import type { SandboxCore } from '../sandbox/core/core.mts';
import { createRandom } from '../sandbox/core/random.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { buyAndWait, newRig, type Life, type Rig } from './process.mts';
import type { VirtualClock } from './virtualClock.mts';

export type Scenario = {
	seed: number;
	orders: number;
	/** Switches and faults of the sandbox. */
	sandbox?: Omit<CoreOptions, 'clock' | 'seed' | 'sms' | 'accounts'>;
	/** Where everybody buys at once, in virtual ms; otherwise evenly over an hour. */
	allWithinMs?: number;
	/** Other clients of the account: orders of theirs, and requests with the same key, a minute. */
	othersOrders?: number;
	othersRequests?: number;
};

export type Hour = { core: SandboxCore; clock: VirtualClock; lives: Life[] };

export const hourMs = 3_600_000;
const regions = ['ID', 'US', 'GB', 'IN', 'DE'];

/** What happens to the SMS of each app. */
export const apps = {
	whatsapp: { delayMs: [2_000, 60_000] as [number, number] },
	telegram: { delayMs: [1_000, 20_000] as [number, number], completeAfterMs: 200 },
	late: { lastSecond: true },
	never: { delayMs: null },
};

/** Runs the engine against the sandbox for an hour of virtual time. */
export async function simulate(scenario: Scenario): Promise<Hour> {
	const { seed, orders, allWithinMs = hourMs } = scenario;
	const random = createRandom(seed);
	const rig = newRig({ ...scenario.sandbox, seed, sms: apps }, () => 10 + 90 * random.next());
	const { clock, core } = rig;
	const account = rig.newProcess();

	let isOver = false;
	const lives = Promise.all(
		Array.from({ length: orders }, async (_, index) => {
			await clock.sleep((index * allWithinMs) / orders);
			return await live(rig.session(account), index);
		}),
	).finally(() => {
		isOver = true;
	});
	void disturb(scenario, rig, () => isOver);
	return { core, clock, lives: await clock.run(lives) };
}

async function live(session: Session, index: number): Promise<Life> {
	const projectCode = appOf(index);
	const purchase = { projectCode, region: regions[index % regions.length] ?? 'ID' };
	const timeoutMs = projectCode === 'never' ? 90_000 : Infinity;
	return await buyAndWait(session, { timeoutMs, withText: index % 10 < 3 }, { purchase });
}

function appOf(index: number): keyof typeof apps {
	const spot = (index * 7) % 100;
	if (spot < 4) return 'never';
	if (spot < 6) return 'late';
	return spot < 50 ? 'telegram' : 'whatsapp';
}

async function disturb(
	{ othersOrders = 0, othersRequests = 0 }: Scenario,
	{ core, clock }: Rig,
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
