import { groupsOf, ratioFigures, type Group } from '../contest/contestFigures.mts';
import { plain } from '../record/figures.mts';
import type { Contest, Report } from '../work/workload.mts';
import { tableOf } from './table.mts';

/** What people want to know first: who gets the codes, how many times as much it takes others, and what was promised. */
export function summaryOf(reports: readonly Report[]): string[] {
	const groups = groupsOf(reports.flatMap(({ contest }) => contest ?? []));
	const promises = promisesOf(reports);
	return [
		...(groups.length > 0 ? [resultsOf(groups), ratioWords, ratiosOf(groups)] : []),
		...(promises.length > 0 ? [promiseWords, tableOf(promiseHeads, promises)] : []),
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

const ratioWords =
	'How many times as much as this node in n8n the others take: requests for each code; seconds from the SMS to the answer that has the code, in the median; seconds from the first request to the last code.';

function ratiosOf(groups: readonly Group[]): string {
	return byContender('requests a code; delay; total time', groups, (one, own) => {
		const cells = ratioFigures.map(({ show, valueOf }) => {
			if (one === own) return show(valueOf(one));
			const ratio = valueOf(one) / valueOf(own);
			return Number.isFinite(ratio) ? `× ${plain(ratio)}` : '–';
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

const promiseHeads = ['work', 'figure', 'measured', 'aimed at', 'at best'];

/** The title stands once for all lines of a piece of work. */
function promisesOf(reports: readonly Report[]): string[][] {
	return reports.flatMap(({ title, figures }) =>
		figures
			// That all codes came and nothing was refused needs no line of its own.
			.filter(({ target, bound, value }) => (target ?? bound) !== undefined && target !== value)
			.map(({ name, value, target = '', bound = '', reached }, index) => [
				index === 0 ? title : '',
				name.trim(),
				value,
				reached === false ? `${target}: missed` : target,
				bound,
			]),
	);
}
