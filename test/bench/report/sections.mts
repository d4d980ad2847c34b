import { contestFigures, groupsOf } from '../contest/contestFigures.mts';
import type { Report } from '../work/workload.mts';
import { folded, tableOf } from './table.mts';

/** Everything that was measured of a subject. */
export function sectionOf(reports: readonly Report[]): string[] {
	if (reports.some(({ contest }) => contest)) return contestSection(reports);
	const leads = reports.flatMap(({ lead }) => lead ?? []);
	const texts = reports.flatMap(({ text }) => text?.trim() ?? []);
	return [...leads, ...folded('All figures', texts)];
}

const contestWords = `The bound is the best that can be expected. For requests, it is two for each code: the purchase, and the look-up that brings the text. For seconds, it follows from the vendor's own schedule: a look-up every 3 s at first, so an SMS waits 1.5 s on average, and 2.9 s at most except for one in twenty. This node looks more often when one list answers for several orders, and can beat it. A code is lost when its SMS comes and no node gets it: n8n throws away what a node has done when one of its items fails, and a retry of the whole node buys all of its numbers again.`;

function contestSection(reports: readonly Report[]): string[] {
	const groups = groupsOf(reports.flatMap(({ contest }) => contest ?? []));
	const tables = groups.flatMap(({ scenario, note, group }) => [
		`### ${scenario}`,
		tableOf(
			['', 'bound', ...group.map((one) => one.contender)],
			contestFigures.map(({ name, bound, show, valueOf }) => [
				...[name, bound],
				...group.map((one) => show(valueOf(one))),
			]),
		),
		...(note === undefined ? [] : [note]),
	]);
	return folded('All figures of each contender', [contestWords, ...tables]);
}
