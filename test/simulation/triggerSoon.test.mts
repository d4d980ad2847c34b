import { expect, it } from '@jest/globals';
import { quantile } from '../bench/record/measured.mts';
import { readPaper, sectionsOf } from '../support/papers.mts';
import { activeTrigger, startTrigger } from './triggerRig.mts';

// How soon a code starts a workflow: as docs/trigger.md says, in virtual time, where that is the same on every machine.

const page = sectionsOf(readPaper('docs/trigger.md'));
const rows = page.find(({ heading }) => heading === 'How soon')?.body.split('\n') ?? [];

/** A figure of the table; NaN, which nothing is below, when it is not there. */
const said = (account: string, figure: RegExp) =>
	Number(figure.exec(rows.find((row) => row.startsWith(`| ${account}`)) ?? '')?.[1]);

type Pace = {
	/** When a poll begins; 0: the order is bought while it watches. */
	pending: number;
	/** SMS in each minute. */
	arriving: number;
	watchSeconds?: number;
};

const minutes = 5;

/** Parts of a whole, spread evenly however many are taken: with chance, a few late ones would decide the figures. */
const partOf = (n: number, step = 0.618_034) => (n * step) % 1;

/** From the SMS to the start, in seconds, rising; of accounts that have nothing to do with each other. */
async function delaysOf({ pending, arriving, watchSeconds = 55 }: Pace): Promise<number[]> {
	const delays: number[] = [];
	let count = 0;
	while (delays.length < 100) {
		const setup = { events: ['received'], options: { watchSeconds } };
		const { clock, core, poll, pollFor, buy, told, after } = startTrigger({}, setup);
		const deliveredMs = new Map<number, number>();
		const receive = (id: number) => {
			core.control.deliver(id, {});
			deliveredMs.set(id, clock.now());
		};
		const receiveAfter = (seconds: number, id = buy()) => after(seconds, () => receive(id));
		for (let n = arriving; n < pending; n++) buy();
		await poll();
		for (let minute = 0; minute < minutes; minute++) {
			for (let n = 0; n < arriving; n++) {
				const seconds = 60 * partOf((count += 1));
				const late = 3 + 15 * partOf(count, 0.754_878);
				if (pending > 0) receiveAfter(seconds);
				else after(seconds, () => receiveAfter(late));
			}
			await pollFor(1);
		}
		await pollFor(2);
		// Each code, and each once.
		expect(told.map(({ id }) => id).sort()).toEqual([...deliveredMs.keys()].sort());
		expect(told).toHaveLength(minutes * arriving);
		delays.push(...told.map(({ id, atMs }) => (atMs - (deliveredMs.get(id) ?? NaN)) / 1_000));
	}
	return delays.sort((a, b) => a - b);
}

it.each<[string, Pace]>([
	['quiet', { pending: 0, arriving: 1 }],
	['busy', { pending: 1, arriving: 1 }],
	['busy', { pending: 20, arriving: 1 }],
	['busy', { pending: 20, arriving: 10 }],
])('%s, %j: a code starts the workflow within the seconds that the page says', async (...row) => {
	const [account, pace] = row;
	const delays = await delaysOf(pace);
	const [median, late] = [0.5, 0.95].map((part) => Math.round(quantile(delays, part)));
	expect(median).toBeLessThanOrEqual(said(account, /median (\d+) s/));
	expect(late).toBeLessThanOrEqual(said(account, /95th percentile (\d+) s/));
});

it('without watching, a code waits for the next poll: half a minute on average', async () => {
	const delays = await delaysOf({ pending: 20, arriving: 1, watchSeconds: 0 });
	const mean = delays.reduce((sum, one) => sum + one, 0) / delays.length;
	expect(mean).toBeGreaterThan(25);
	expect(mean).toBeLessThan(35);
	expect(delays.at(-1)).toBeLessThan(61);
});

it('while nothing is pending, no more is asked than the page says', async () => {
	const { core, pollFor } = await activeTrigger({}, { events: ['received'] });
	core.control.clearRequests();
	await pollFor(5);
	const most = said('quiet', /at most (\d+) requests a minute/);
	expect(core.requests.length / 5).toBeLessThanOrEqual(most);
});

it('while orders are pending, a list is read as often as the page says', async () => {
	const { core, poll, buy } = await activeTrigger({}, { events: ['received'] });
	for (let n = 0; n < 20; n++) buy();
	core.control.clearRequests();
	const seconds = (await poll()) / 1_000;
	const lists = core.requests.filter(({ endpoint }) => endpoint === 'orders').length;
	// Each order is looked at once by itself.
	expect(core.requests).toHaveLength(lists + 20);
	expect(seconds / lists).toBeGreaterThanOrEqual(said('busy', /every (\d+) to \d+ seconds/));
	expect(seconds / lists).toBeLessThanOrEqual(said('busy', /every \d+ to (\d+) seconds/));
});
