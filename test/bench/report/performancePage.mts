import { contestFigures, groupsOf, ratioOf } from '../contest/contestFigures.mts';
import { plain } from '../record/wording.mts';
import type { Ending } from '../runAll.mts';
import type { Subject } from '../subjects.mts';
import type { Contest, Figure, Report } from '../work/workload.mts';
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
		`Measured on ${machine.date} by \`npm run bench\`, in one run: version ${machine.packageVersion} of this package, n8n ${machine.n8nVersion}, Node.js ${machine.nodeVersion} for the rest, on a machine with ${machine.cores} cores and ${machine.memoryGb} GB (${machine.platform}).`,
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

const contestWords = `In brackets: how many times as much as this node in n8n. The bound is what nobody can go below: two requests a code, the purchase and the look that brings the text; 1.5 s from the SMS to the answer that tells, since the vendor asks for a look every 3 s at first, half of which an SMS waits on average. A code is lost when its SMS comes and no node gets it: n8n throws away what a node has done when one of its items fails.`;

function contestSection(contests: readonly Contest[], reports: readonly Report[]): string[] {
	const leftOut = reports.flatMap(({ title, figures }) =>
		figures.filter(({ name }) => name === 'left out').map(({ value }) => `${title}: ${value}.`),
	);
	const tables = groupsOf(contests).flatMap(({ scenario, group, own }) => [
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
	]);
	return [
		contestWords,
		...tables,
		...(leftOut.length > 0 ? [`Left out. ${leftOut.join(' ')}`] : []),
	];
}

function figureTable(figures: readonly Figure[]): string {
	return tableOf(
		['', 'measured', 'aimed at', 'bound', 'of it'],
		figures.map(({ name, value, target = '', bound = '', reached, share = '' }) => [
			name.trim(),
			value,
			reached === false ? `${target}: missed` : target,
			bound,
			share,
		]),
	);
}
