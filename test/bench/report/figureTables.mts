import type { Figure, Report } from '../work/workload.mts';
import { tableOf } from './table.mts';

/** Reports that tell the same of different work share a table. What was aimed at stands in the summary. */
export function figureTables(reports: readonly Report[]): string[] {
	const groups: Array<[Report, ...Report[]]> = [];
	for (const report of reports) {
		const group = groups.find(([first]) => kindOf(first) === kindOf(report));
		if (group) group.push(report);
		else groups.push([report]);
	}
	return groups.map((group) =>
		tableOf(
			['', ...group.map(({ title }) => title)],
			group[0].figures.map(({ name }, index) => [
				nameOf(name),
				...group.map(({ figures }) => valueOf(figures[index])),
			]),
		),
	);
}

const kindOf = ({ figures }: Report) => figures.map(({ name }) => nameOf(name)).join('; ');

/** How many a figure was taken of stands behind its value, since it differs from work to work. */
const count = / of (\d+)$/;

const nameOf = (name: string) => name.replace(count, '').trim();

function valueOf(figure: Figure | undefined): string {
	if (figure === undefined) return '';
	const [, of] = count.exec(figure.name) ?? [];
	return of === undefined ? figure.value : `${figure.value} (${of})`;
}
