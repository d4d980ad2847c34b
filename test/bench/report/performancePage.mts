import type { Ending } from '../runAll.mts';
import type { Subject } from '../subjects.mts';
import type { Figure, Report } from '../work/workload.mts';
import { contestSection } from './contestSection.mts';
import { tableOf } from './table.mts';

/** Enough to tell what a figure was measured on, and nothing that tells whose machine it was. */
export type Machine = {
	date: string;
	packageVersion: string;
	n8nVersion: string;
	nodeVersion: string;
	cores: number;
	memoryGb: number;
	platform: string;
};

export type Page = {
	machine: Machine;
	subjects: readonly Subject[];
	endings: readonly Ending[];
	missing: readonly string[];
};

/** `docs/performance.md`. */
export function performancePage({ machine, subjects, endings, missing }: Page): string {
	const sections = subjects.flatMap(({ title, work }) => {
		const reports = work.flatMap(
			(one) => endings.find((ending) => ending.work === one)?.report ?? [],
		);
		return [`## ${title}`, ...sectionOf(reports)];
	});
	const broken = endings.flatMap(({ work, error }) =>
		error === undefined ? [] : [`${work.name}: ${String(error)}`],
	);
	const gaps = [...missing, ...broken];
	return `${[
		'# Performance',
		'<!-- Written by `npm run bench`: change the benchmark, not this page. -->',
		headOf(machine),
		...(gaps.length > 0 ? [`Not measured: ${gaps.join('; ')}.`] : []),
		...sections,
	].join('\n\n')}\n`;
}

function headOf(machine: Machine): string {
	return [
		`Measured on ${machine.date} by \`npm run bench\`, in one run: version ${machine.packageVersion} of this package, n8n ${machine.n8nVersion} (on the Node.js that it is tested with), Node.js ${machine.nodeVersion} for all else, on a machine with ${machine.cores} cores and ${machine.memoryGb} GB (${machine.platform}).`,
		'Everything runs on the sandbox at the documented limits: 10 requests in any second, 300 in any minute. SMS come 5 to 45 seconds after the purchase, the same for everybody. Seconds depend on the machine and on what else it does: compare figures of one run with each other, which is what the ratios are for.',
	].join('\n\n');
}

function sectionOf(reports: readonly Report[]): string[] {
	const contests = reports.flatMap(({ contest }) => contest ?? []);
	if (contests.length > 0) return contestSection(contests, reports);
	return reports.flatMap(({ title, figures, text }) =>
		text === undefined ? [`### ${title}`, figureTable(figures)] : [text.trim()],
	);
}

function figureTable(figures: readonly Figure[]): string {
	return tableOf(
		['', 'measured', 'aimed at', 'bound', 'of the bound, else of the aim'],
		figures.map(({ name, value, target = '', bound = '', reached, share = '' }) => [
			name.trim(),
			value,
			reached === false ? `${target}: missed` : target,
			bound,
			share,
		]),
	);
}
