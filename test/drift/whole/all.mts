import { writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { newVirtualTime } from '../../simulation/sharedClock.mts';
import { seedChance } from '../../simulation/seededChance.mts';
import { cellsOf, judge, type Judged } from '../cells.mts';
import { jobs } from '../jobs/jobs.mts';
import { quietLoop } from '../place/quietLoop.mts';
import { countsOf, lossesOf, untouchedOf } from '../report/counts.mts';
import { newlyRefused, pageFile, readPage, summaryOf, withSummary } from '../report/page.mts';
import { groups } from '../tables/all.mts';

seedChance();

const show = (text: string) => process.stdout.write(`${text}\n`);

it('nothing that was paid for is lost in any cell', async () => {
	let lastGroup = '';
	const onVerdict = ({ group }: Judged) => {
		if (group.name !== lastGroup) show(`… ${group.name}`);
		lastGroup = group.name;
	};
	const judged = await judge(newVirtualTime(quietLoop), cellsOf(groups, jobs), onVerdict);
	const page = readPage();
	writeFileSync(pageFile, withSummary(page, summaryOf(judged, groups)));
	const { cells, done, refused, lost } = countsOf(judged);
	const losses = lossesOf(judged);
	show(losses.join('\n'));
	show(`${cells} cells: ${done} done, ${refused} refused clearly, ${lost} lost`);
	expect(untouchedOf(judged)).toEqual([]);
	expect(losses).toEqual([]);
	expect(newlyRefused(judged, page)).toEqual([]);
});
