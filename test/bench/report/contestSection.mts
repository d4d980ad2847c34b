import { contestFigures, groupsOf, ratioOf, type Group } from '../contest/contestFigures.mts';
import { plain } from '../record/wording.mts';
import type { Contest, Report } from '../work/workload.mts';
import { tableOf } from './table.mts';

const contestWords = `In brackets: how many times as much as this node in n8n. The bound of the requests is what nobody can go below: two a code, the purchase and the look that brings the text. That of the seconds is the vendor's own schedule: a look every 3 s at first, so that an SMS waits 1.5 s on average, and 2.9 s at most but for one in twenty; this node looks more often when a list answers for several orders, and comes below it. (With one order alone the seconds are luck.) A code is lost when its SMS comes and no node gets it: n8n throws away what a node has done when one of its items fails, and a retry of the whole node buys all of its numbers anew.`;

export function contestSection(contests: readonly Contest[], reports: readonly Report[]): string[] {
	const leftOut = reports.flatMap(({ title, figures }) =>
		figures.filter(({ name }) => name === 'left out').map(({ value }) => `${title}: ${value}.`),
	);
	const groups = groupsOf(contests);
	const tables = groups.flatMap(({ scenario, note, group, own }) => [
		`### ${scenario}`,
		tableOf(
			['', 'bound', ...group.map((one) => one.contender)],
			contestFigures.map((figure) => [
				figure.name,
				figure.bound ?? '',
				...group.map((one) => {
					const ratio = ratioOf(figure, one, own);
					const times = ratio === undefined || ratio === 1 ? '' : ` (× ${plain(ratio)})`;
					return `${figure.show(figure.valueOf(one))}${times}`;
				}),
			]),
		),
		...(note === undefined ? [] : [note]),
	]);
	return [
		overviewOf(groups),
		contestWords,
		...tables,
		...(leftOut.length > 0 ? [`Left out. ${leftOut.join(' ')}`] : []),
	];
}

/** What everybody wants to know first: who gets the codes, and who pays for nothing. */
function overviewOf(groups: readonly Group[]): string {
	const contenders = [...new Set(groups.flatMap(({ group }) => group.map((one) => one.contender)))];
	const resultOf = ({ measured: { codes, wanted, bought } }: Contest) => {
		const inVain = bought > codes ? `, ${bought - codes} bought for nothing` : '';
		return `${codes} of ${wanted}${inVain}`;
	};
	return tableOf(
		['codes of those wanted', ...contenders],
		groups.map(({ scenario, group }) => [
			scenario,
			...contenders.map((name) => {
				const found = group.find((one) => one.contender === name);
				return found ? resultOf(found) : 'left out';
			}),
		]),
	);
}
