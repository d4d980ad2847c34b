import { contestFigures, groupsOf } from '../contest/contestFigures.mts';
import type { Ending } from '../runAll.mts';
import type { Subject } from '../subjects.mts';
import type { Report } from '../work/workload.mts';
import { summaryOf } from './summary.mts';
import { folded, tableOf } from './table.mts';
import type { thisMachine } from './thisMachine.mts';

type Page = {
	machine: ReturnType<typeof thisMachine>;
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

function headOf(machine: Page['machine']): string {
	return [
		`Measured on ${machine.date} by \`npm run bench\`, in one run: version ${machine.packageVersion} of this package, n8n ${machine.n8nVersion} (on the Node.js that it is tested with), Node.js ${machine.nodeVersion} for everything else, on a machine with ${machine.cores} cores and ${machine.memoryGb} GB (${machine.platform}).`,
		'Everything runs on the sandbox at the documented limits: 10 requests in any second, 300 in any minute. SMS come 5 to 45 seconds after the purchase, the same for everybody. Times depend on the machine and on what else it does, so compare only figures from the same run: that is what the ratios are for.',
	].join('\n\n');
}

/** Everything that was measured of a subject. */
function sectionOf(reports: readonly Report[]): string[] {
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
