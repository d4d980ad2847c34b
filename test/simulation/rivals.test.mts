import { describe, expect, it } from '@jest/globals';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { createRandom } from '../sandbox/core/random.mts';
import { buyOne, never, newRig, often } from './process.mts';
import './seededChance.mts';

// Several processes with one key buy numbers of one app and region, and some answers are lost.

const vain: FaultRule = { kind: 'html502', endpoint: 'create', work: false };
const lost: FaultRule = { kind: 'dropAfter', endpoint: 'create' };

type Rivalry = { seed: number; processes: number; orders: number; faults: FaultRule[] };

const everyMs = 5_000;

/** What became of every purchase, and of every number that was sold. */
async function compete({ seed, processes, orders, faults }: Rivalry) {
	const random = createRandom(seed);
	const rig = newRig({ ...never, seed }, () => 10 + 90 * random.next());
	// Until each has bought, nothing shows a process that there are others.
	void rig.clock.sleep(everyMs * 1.5).then(() => rig.core.control.addFault(...faults));
	const lives = Array.from({ length: processes }, () => rig.newProcess()).flatMap((account, nth) =>
		Array.from({ length: orders }, async (_, index) => {
			await rig.clock.sleep(everyMs * (index + nth / processes) + 300 * random.next());
			const startMs = rig.clock.now();
			const bought = await buyOne(rig.session(account));
			return { account, bought, tookMs: rig.clock.now() - startMs };
		}),
	);
	const ended = await rig.clock.run(Promise.all(lives));
	const owned = ended.flatMap(({ bought, account }) =>
		bought.ok ? [{ id: Number(bought.value.id), account }] : [],
	);
	const failures = ended.flatMap(({ bought, account }) => {
		if (bought.ok || bought.failure.kind !== 'explained') return [];
		return [{ account, words: bought.failure.remedy, mayHavePaid: bought.failure.mayHavePaid }];
	});
	const ids = new Set(owned.map(({ id }) => id));
	const sold = [...rig.buyers];
	return {
		twice: owned.length - ids.size,
		ofAnother: owned.filter(({ id, account }) => rig.buyers.get(id) !== account),
		unnamed: sold.filter(([id, account]) => {
			const own = failures.filter((one) => one.account === account);
			return !ids.has(id) && !own.some(({ words }) => words.includes(String(id)));
		}),
		failures,
		slowestMs: Math.max(...ended.map(({ tookMs }) => tookMs)),
		violations: [...rig.core.violations, ...rig.core.control.audit()],
		isEven: rig.core.control.orders().length === sold.length,
		owned: owned.length,
	};
}

const clean = { twice: 0, ofAnother: [], unnamed: [], violations: [], isEven: true };

describe.each([2, 3])('%d processes on one app and region', (processes) => {
	it.each([
		['a fifth of the answers is a page, with nothing bought', [often(vain, 0.2)], 1],
		['a tenth of the answers is lost after the purchase', [often(lost, 0.1)], 2],
		['both', [often(vain, 0.1), often(lost, 0.1)], 3],
	])('take no number from each other, and name what they cannot tell: %s', async (...row) => {
		const [, faults, seed] = row;
		const end = await compete({ seed, processes, orders: 40, faults });
		expect(end).toMatchObject(clean);
		expect(end.failures.length).toBeGreaterThan(0);
		expect(end.owned).toBeGreaterThan(20 * processes);
		expect(end.slowestMs).toBeLessThan(200_000);
	});
});

it.each([1, 2, 3])('one process alone adopts all that it lost (seed %d)', async (seed) => {
	const faults = [often(lost, 0.1), often(vain, 0.05)];
	const end = await compete({ seed, processes: 1, orders: 120, faults });
	expect(end).toMatchObject(clean);
	expect(end.failures.filter(({ mayHavePaid }) => mayHavePaid)).toEqual([]);
	expect(end.owned).toBeGreaterThanOrEqual(118);
});

describe('a process that has bought nothing yet', () => {
	const ofId = { projectCode: 'whatsapp', region: 'ID' };

	/** Its first purchase, and what others buy of the same: so many ms before it is sent, or after. */
	async function buyFirst(fault: FaultRule, othersMs: number[]) {
		const rig = newRig({ ...never, orderLifeMs: 86_400_000, faults: [{ ...fault, times: 1 }] });
		const before = Math.max(0, ...othersMs.map((ms) => -ms));
		for (const ms of othersMs) {
			void rig.clock.sleep(before + ms).then(() => rig.core.control.createAsOther(ofId));
		}
		await rig.clock.sleepUntilDone(before);
		const bought = await rig.clock.run(buyOne(rig.session(rig.newProcess())));
		const words = !bought.ok && bought.failure.kind === 'explained' ? bought.failure.remedy : '';
		return { id: bought.ok ? bought.value.id : undefined, words };
	}

	it.each([
		['five hours before', -18_000_000],
		['twenty minutes before', -1_200_000],
		['ten seconds before', -10_000],
		['ten seconds later', 10_000],
		['twenty seconds later', 20_000],
	])('does not take the only order that somebody bought %s', async (_name, ms) => {
		const { id, words } = await buyFirst(vain, [ms]);
		expect(id).toBeUndefined();
		expect(words).toMatch(/It may be one of these orders: 12345\. Check them/);
	});

	it.each([
		['none', [], '12345'],
		['some of an hour ago', [-7_200_000, -3_600_000], '12347'],
	])('finds what it bought itself, with orders of others: %s', async (_name, othersMs, id) => {
		expect(await buyFirst(lost, othersMs)).toEqual({ id, words: '' });
	});
});
