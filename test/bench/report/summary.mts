import { groupsOf, ratioFigures, type Group } from '../contest/contestFigures.mts';
import { plain } from '../record/figures.mts';
import type { Contest, Report } from '../work/workload.mts';
import { tableOf } from './table.mts';

/** What people want to know first: who gets the codes, and how many times as much it takes others. */
export function summaryOf(reports: readonly Report[]): string[] {
	const groups = groupsOf(reports.flatMap(({ contest }) => contest ?? []));
	return groups.length > 0 ? [resultsOf(groups), ratioWords, ratiosOf(groups), promiseWords] : [];
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
	'The last column has the figures of this node in n8n; the other columns say how many times as much each of the others takes. The figures: requests for each code; median seconds from the SMS to the answer that has the code; seconds from the first request to the last code.';

const promiseWords =
	'The tests check the targets for this node in virtual time, where figures are the same on every machine: `test/simulation/figures.test.mts` and, for the trigger, `test/simulation/triggerSoon.test.mts`.';

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
