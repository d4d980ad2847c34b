import { join } from 'node:path';
import { readPaper, root } from '../../support/papers.mts';
import { nameOf, type Judged } from '../cells.mts';
import type { Deviation, Group } from '../deviation.mts';
import { countsOf } from './counts.mts';

const path = 'docs/vendor-drift.md';
export const pageFile = join(root, path);
export const readPage = () => readPaper(path);

const begin =
	'<!-- Written by `npm run test:drift`: change the tables of the suite, not these lines. -->';
const end = '<!-- The end of what is written. -->';

/** The counts by group, and what is refused, as Markdown. */
export function summaryOf(judged: readonly Judged[], groups: readonly Group[]): string {
	const rows = groups.map((group) =>
		rowOf(
			group,
			judged.filter((one) => one.group === group),
		),
	);
	const all = countsOf(judged);
	const deviations = groups.reduce((sum, group) => sum + group.rows.length, 0);
	const total = ['**All**', '', deviations, all.cells, all.done, all.refused, all.lost];
	return [
		lineOf(['differs', 'how', 'deviations', 'cells', 'done', 'refused clearly', 'lost']),
		'| --- | --- | ---: | ---: | ---: | ---: | ---: |',
		...rows.map(lineOf),
		lineOf(total),
		'',
		'Refused clearly, for at least one job:',
		'',
		...groups.flatMap((group) => refusedIn(group, judged)),
	].join('\n');
}

function rowOf({ name, what, rows }: Group, judged: readonly Judged[]) {
	const { cells, done, refused, lost } = countsOf(judged);
	return [name, what, rows.length, cells, done, refused, lost];
}

function lineOf(cells: ReadonlyArray<string | number>): string {
	return `| ${cells.join(' | ')} |`;
}

function refusedIn(group: Group, judged: readonly Judged[]): string[] {
	const refused = group.rows.filter((row) =>
		judged.some(({ deviation, verdict }) => deviation === row && verdict.kind === 'refused'),
	);
	const names = refused.map(escaped);
	return names.length > 0 ? [`- **${group.name}**: ${names.join('; ')}.`] : [];
}

function escaped({ name }: Deviation): string {
	return name.replace(/[|<>{}[\]*_`]/g, '\\$&');
}

/** Cells that are refused although the page names no refusal of their deviation. */
export function newlyRefused(judged: readonly Judged[], page: string): string[] {
	const isNamed = ({ group, deviation }: Judged) => {
		const [, names = ''] = page.split(`\n- **${group.name}**: `);
		return names.split('.\n')[0]?.split('; ').includes(escaped(deviation)) ?? false;
	};
	return judged.filter((one) => one.verdict.kind === 'refused' && !isNamed(one)).map(nameOf);
}

/** The page with another summary between its marks. */
export function withSummary(page: string, summary: string): string {
	const [from, to] = [page.indexOf(begin), page.indexOf(end)];
	if (from < 0 || to < from) throw new Error('The page has no place for the summary');
	return `${page.slice(0, from)}${begin}\n\n${summary}\n\n${page.slice(to)}`;
}
