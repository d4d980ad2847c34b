import { writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { cells, judge, type Judged } from '../cells.mts';
import { countsOf, lossesOf, newlyRefused, pageFile, readPage } from '../report.mts';
import { untouchedOf, withSummary } from '../report.mts';

const show = (text: string) => process.stdout.write(`${text}\n`);

it('nothing that was paid for is lost in any cell', async () => {
	let lastGroup = '';
	const onVerdict = ({ group }: Judged) => {
		if (group.name !== lastGroup) show(`… ${group.name}`);
		lastGroup = group.name;
	};
	const judged = await judge(cells, onVerdict);
	const page = readPage();
	writeFileSync(pageFile, withSummary(page, judged));
	const counts = countsOf(judged);
	const losses = lossesOf(judged);
	show(losses.join('\n'));
	show(
		`${counts.cells} cells: ${counts.done} done, ${counts.refused} refused clearly, ${counts.lost} lost`,
	);
	expect(untouchedOf(judged)).toEqual([]);
	expect(losses).toEqual([]);
	expect(newlyRefused(judged, page)).toEqual([]);
});
