import { contestFigures, groupsOf } from '../contest/contestFigures.mts';
import type { Contest, Report } from '../work/workload.mts';
import { folded } from './folded.mts';
import { tableOf } from './table.mts';

const contestWords = `The bound of the requests is two for each code: the purchase, and the look that brings the text. The bound of the seconds is the vendor's own schedule: a look every 3 s at first, so an SMS waits 1.5 s on average, and 2.9 s at most except for one in twenty. This node looks more often when one list answers for several orders, and can beat it. (With one order alone the seconds are luck.) A code is lost when its SMS comes and no node gets it: n8n throws away what a node has done when one of its items fails, and a retry of the whole node buys all of its numbers again.`;

export function contestSection(contests: readonly Contest[], reports: readonly Report[]): string[] {
	const leftOut = reports.flatMap(({ title, figures }) =>
		figures.filter(({ name }) => name === 'left out').map(({ value }) => `${title}: ${value}.`),
	);
	const tables = groupsOf(contests).flatMap(({ scenario, note, group }) => [
		`### ${scenario}`,
		tableOf(
			['', 'bound', ...group.map((one) => one.contender)],
			contestFigures.map((figure) => [
				figure.name,
				figure.bound ?? '',
				...group.map((one) => figure.show(figure.valueOf(one))),
			]),
		),
		...(note === undefined ? [] : [note]),
	]);
	return folded('All figures of each contender', [
		contestWords,
		...tables,
		...(leftOut.length > 0 ? [`Left out. ${leftOut.join(' ')}`] : []),
	]);
}
