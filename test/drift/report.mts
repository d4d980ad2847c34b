import { join } from 'node:path';
import { readPaper, root } from '../support/papers.mts';
import { groups, nameOf, type Judged } from './cells.mts';
import type { Deviation, Group } from './deviation.mts';

const path = 'docs/vendor-drift.md';
export const pageFile = join(root, path);
export const readPage = () => readPaper(path);

const begin =
	'<!-- Written by `npm run test:drift`: change the tables of the suite, not these lines. -->';
const end = '<!-- The end of what is written. -->';

/** Every cell that lost something, in a line of its own. */
export function lossesOf(judged: readonly Judged[]): string[] {
	return judged.flatMap((one) =>
		one.verdict.kind === 'lost' ? [`${nameOf(one)}: ${one.verdict.why}`] : [],
	);
}

/** Deviations that no job has met: the table is wrong there. */
export function untouchedOf(judged: readonly Judged[]): string[] {
	const met = new Set(
		judged.filter(({ verdict }) => verdict.kind !== 'untouched').map(({ deviation }) => deviation),
	);
	const never = judged.filter(({ deviation }) => !met.has(deviation));
	return [...new Set(never.map(nameOf))];
}

/** The page with the counts by group, and what is refused, between its marks. */
export function withSummary(page: string, judged: readonly Judged[]): string {
	const [from, to] = [page.indexOf(begin), page.indexOf(end)];
	if (from < 0 || to < from) throw new Error('The page has no place for the summary');
	const deviations = groups.flatMap(({ rows }) => rows).length;
	const summary = [
		'| differs | how | deviations | cells | done | refused clearly | lost |',
		'| --- | --- | ---: | ---: | ---: | ---: | ---: |',
		...groups.map((group) => {
			const own = judged.filter((one) => one.group === group);
			return lineOf(group.name, group.what, group.rows.length, own);
		}),
		lineOf('**All**', '', deviations, judged),
		'',
		'Refused clearly, for at least one job:',
		'',
		...groups.flatMap((group) => refusedIn(group, judged)),
	].join('\n');
	return `${page.slice(0, from)}${begin}\n\n${summary}\n\n${page.slice(to)}`;
}

function lineOf(name: string, what: string, deviations: number, judged: readonly Judged[]): string {
	const of = (kind: Judged['verdict']['kind']) =>
		judged.filter(({ verdict }) => verdict.kind === kind).length;
	const [done, refused, lost] = [of('done'), of('refused'), of('lost')];
	const met = done + refused + lost;
	return `| ${[name, what, deviations, met, done, refused, lost].join(' | ')} |`;
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
