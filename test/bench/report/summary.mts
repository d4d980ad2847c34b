import { contestFigures, groupsOf, ratioOf, type Group } from '../contest/contestFigures.mts';
import { plain } from '../record/wording.mts';
import type { Contest, Report } from '../work/workload.mts';
import { tableOf } from './table.mts';

/** What people want to know first: who gets the codes, how many times as much it takes others, and what was promised. */
export function summaryOf(contests: readonly Contest[], reports: readonly Report[]): string[] {
	const groups = groupsOf(contests);
	const promises = promisesOf(reports);
	return [
		...(groups.length > 0 ? [resultsOf(groups), ratioWords, ratiosOf(groups)] : []),
		...(promises.length > 0 ? [promiseWords, promiseTable(promises)] : []),
	];
}

function resultsOf(groups: readonly Group[]): string {
	return byContender('codes, of those wanted', groups, ({ measured: { codes, wanted, bought } }) =>
		[
			`${codes} of ${wanted}`,
			...(bought > codes ? [`${bought - codes} bought for nothing`] : []),
		].join(', '),
	);
}

const inShort = [
	'requests a code',
	'SMS to the answer with the code, median',
	'first request to last code',
];

const ratioWords =
	'How many times as much as this node in n8n the others take: requests for each code; seconds from the SMS to the answer that has the code, in the median; seconds from the first request to the last code.';

function ratiosOf(groups: readonly Group[]): string {
	const figures = inShort.flatMap((name) => contestFigures.find((one) => one.name === name) ?? []);
	return byContender('requests a code; delay; total time', groups, (one, own) => {
		const cells = figures.map((figure) => {
			if (one === own) return figure.show(figure.valueOf(one));
			const ratio = ratioOf(figure, one, own);
			return ratio === undefined ? '–' : `× ${plain(ratio)}`;
		});
		return cells.every((cell) => cell === '–') ? '–' : cells.join('; ');
	});
}

/** A row for each piece of work, a column for each contender. */
function byContender(
	title: string,
	groups: readonly Group[],
	cellOf: (one: Contest, own: Contest) => string,
): string {
	const contenders = [...new Set(groups.flatMap(({ group }) => group.map((one) => one.contender)))];
	return tableOf(
		[title, ...contenders],
		groups.map(({ scenario, group, own }) => [
			scenario,
			...contenders.map((name) => {
				const found = group.find((one) => one.contender === name);
				return found ? cellOf(found, own) : 'left out';
			}),
		]),
	);
}

const promiseWords =
	'What this node aims at, and what the documented limits allow at best, beside what was measured:';

function promisesOf(reports: readonly Report[]): string[][] {
	return reports.flatMap(({ title, figures }) =>
		figures
			// That all codes came and nothing was refused needs no line of its own.
			.filter(({ target, bound, value }) => (target ?? bound) !== undefined && target !== value)
			.map(({ name, value, target = '', bound = '', reached, share = '' }) => [
				title,
				name.trim(),
				value,
				reached === false ? `${target}: missed` : target,
				bound,
				share,
			]),
	);
}

/** The title stands once for all lines of a piece of work. */
function promiseTable(promises: readonly string[][]): string {
	const rows = promises.map(([title = '', ...rest], index) => [
		title === promises[index - 1]?.[0] ? '' : title,
		...rest,
	]);
	return tableOf(
		['work', 'figure', 'measured', 'aimed at', 'at best', 'of the best, else of the aim'],
		rows,
	);
}
