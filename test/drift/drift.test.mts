import { expect, it } from '@jest/globals';
import { newVirtualTime } from '../simulation/sharedClock.mts';
import { share } from '../support/length.mts';
import { seedChance } from '../simulation/seededChance.mts';
import { cellsOf, judge, nameOf, type Cell } from './cells.mts';
import type { Group } from './deviation.mts';
import { jobs } from './jobs/jobs.mts';
import { quietLoop } from './place/quietLoop.mts';
import { lossesOf, untouchedOf } from './report/counts.mts';
import { newlyRefused, readPage } from './report/page.mts';
import { sampleOf, strangersIn } from './sample.mts';
import { groups } from './tables/all.mts';

seedChance();

const cells = cellsOf(groups, jobs);
const endpoints = jobs.flatMap(({ asks, mayAsk }) => [...asks, ...mayAsk]);

/** The jobs before a deviation that changes nothing. */
function plainCells(some: typeof jobs, isCounted: boolean): Cell[] {
	const deviation = { name: 'nothing', on: endpoints, ...(isCounted && { touches: () => true }) };
	const group: Group = { name: 'Nothing', what: 'No difference', rows: [deviation] };
	return some.map((job) => ({ group, deviation, job }));
}

it('every job is done where the API is as its document has it', async () => {
	const judged = await judge(newVirtualTime(quietLoop), plainCells(jobs, true));
	// Orders of the pair that nobody here bought may be reason enough to let the user decide.
	const isOpen = (name: string) => name === 'lost purchase, bought before';
	expect(judged.map((one) => [one.job.name, one.verdict.kind])).toEqual(
		jobs.map(({ name }) => [name, isOpen(name) ? expect.stringMatching(/done|refused/) : 'done']),
	);
});

it('a deviation that changes nothing is noticed', async () => {
	const judged = await judge(newVirtualTime(quietLoop), plainCells(jobs.slice(0, 2), false));
	expect(judged.map(({ verdict }) => verdict.kind)).toEqual(['untouched', 'untouched']);
	expect(untouchedOf(judged)).toHaveLength(2);
});

it('the tables are large, and no two of their cells have one name', () => {
	expect(groups.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(250);
	expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
	expect(strangersIn(cells)).toEqual([]);
});

it('nothing that was paid for is lost in a sample of the cells, and no more is refused than the page says', async () => {
	const judged = await judge(newVirtualTime(quietLoop), sampleOf(cells, share));
	expect(lossesOf(judged)).toEqual([]);
	expect(newlyRefused(judged, readPage())).toEqual([]);
});
