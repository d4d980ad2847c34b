import type { Subject } from '../subjects.mts';
import type { Ending } from '../runAll.mts';
import { sectionOf } from './sections.mts';
import { summaryOf } from './summary.mts';

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
	/** What cannot be measured here, and why. */
	missing: readonly string[];
};

/** `docs/performance.md`. */
export function performancePage({ machine, subjects, endings, missing }: Page): string {
	const sections = subjects.flatMap(({ title, work }) => {
		const own = endings.filter((ending) => work.includes(ending.work));
		return own.length > 0
			? [`## ${title}`, ...sectionOf(own.flatMap(({ report }) => report ?? []))]
			: [];
	});
	const broken = endings.flatMap(({ work, error }) =>
		error === undefined ? [] : [`${work.name}: ${String(error)}`],
	);
	const gaps = [...missing, ...broken];
	const summary = summaryOf(endings.flatMap(({ report }) => report ?? []));
	return `${[
		'# Performance',
		'<!-- Written by `npm run bench`: change the benchmark, not this page. -->',
		headOf(machine),
		...(gaps.length > 0 ? [`Not measured: ${gaps.join('; ')}.`] : []),
		...(summary.length > 0 ? ['## In short', ...summary] : []),
		...sections,
	].join('\n\n')}\n`;
}

function headOf(machine: Machine): string {
	return [
		`Measured on ${machine.date} by \`npm run bench\`, in one run: version ${machine.packageVersion} of this package, n8n ${machine.n8nVersion} (on the Node.js that it is tested with), Node.js ${machine.nodeVersion} for everything else, on a machine with ${machine.cores} cores and ${machine.memoryGb} GB (${machine.platform}).`,
		'Everything runs on the sandbox at the documented limits: 10 requests in any second, 300 in any minute. SMS come 5 to 45 seconds after the purchase, the same for everybody. Seconds depend on the machine and on what else it does, so compare figures of one run with each other: that is what the ratios are for.',
	].join('\n\n');
}
