import { contestFigures, groupsOf } from '../contest/contestFigures.mts';
import type { Report } from '../work/workload.mts';
import { folded, tableOf } from './table.mts';

/** Everything that was measured of a subject. */
export function sectionOf(reports: readonly Report[]): string[] {
	if (reports.some(({ contest }) => contest)) return contestSection(reports);
	const leads = reports.flatMap(({ lead }) => lead ?? []);
	const texts = reports.flatMap(({ text }) => text?.trim() ?? []);
	const tables = figureTables(reports.filter(({ text }) => text === undefined));
	return [...leads, ...folded('All figures', [...texts, ...tables])];
}

const contestWords = `The bound of the requests is two for each code: the purchase, and the look that brings the text. The bound of the seconds is the vendor's own schedule: a look every 3 s at first, so an SMS waits 1.5 s on average, and 2.9 s at most except for one in twenty. This node looks more often when one list answers for several orders, and can beat it. (With one order alone the seconds are luck.) A code is lost when its SMS comes and no node gets it: n8n throws away what a node has done when one of its items fails, and a retry of the whole node buys all of its numbers again.`;

function contestSection(reports: readonly Report[]): string[] {
	const leftOut = reports.flatMap(({ title, figures }) =>
		figures.filter(({ name }) => name === 'left out').map(({ value }) => `${title}: ${value}.`),
	);
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
	return folded('All figures of each contender', [
		contestWords,
		...tables,
		...(leftOut.length > 0 ? [`Left out. ${leftOut.join(' ')}`] : []),
	]);
}

/** Reports that tell the same of different work share a table. What was aimed at stands in the summary. */
function figureTables(reports: readonly Report[]): string[] {
	const groups = new Map<string, Report[]>();
	for (const report of reports) {
		const kind = report.figures.map(({ name }) => name).join('; ');
		groups.set(kind, [...(groups.get(kind) ?? []), report]);
	}
	return [...groups.values()].map((group) =>
		tableOf(
			['', ...group.map(({ title }) => title)],
			(group[0]?.figures ?? []).map(({ name }, index) => [
				name.trim(),
				...group.map(({ figures }) => figures[index]?.value ?? ''),
			]),
		),
	);
}
