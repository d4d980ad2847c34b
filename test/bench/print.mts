import { contestFigures, groupsOf, ratioOf } from './contest/contestFigures.mts';
import { plain } from './record/wording.mts';
import type { Contest, Figure, Report } from './work/workload.mts';

/** @param judges whether what is aimed at holds for work of this size. */
export function printReport(
	{ title, figures, lead = '', text = '' }: Report,
	judges: boolean,
): void {
	console.log(`\n${[title, lead, text].filter(Boolean).join('\n\n')}`);
	for (const figure of figures) {
		const { name, value } = figure;
		console.log(lineOf(judges ? figure : { name, value }));
	}
}

function lineOf({ name, value, target, bound, reached }: Figure): string {
	const mark = target === undefined ? '' : reached ? 'ok' : 'MISSED';
	const limit = bound === undefined ? '' : `  (bound ${bound})`;
	const columns = [name.padEnd(46), value.padEnd(12), (target ?? '').padEnd(12), mark];
	return `  ${columns.join(' ')}${limit}`.trimEnd();
}

/** The contenders of each piece of work side by side; in brackets how many times as much as this node's it is. */
export function printContest(contests: readonly Contest[]): void {
	for (const { scenario, group, own } of groupsOf(contests)) {
		console.log(`\n${scenario}: each contender (times as much as ${own.contender})`);
		for (const one of group) {
			console.log(`  ${one.contender}`);
			for (const figure of contestFigures) {
				const ratio = ratioOf(figure, one, own);
				const times = ratio === undefined ? '' : `(x ${plain(ratio)})`;
				const value = figure.show(figure.valueOf(one)).padStart(8);
				console.log(`    ${figure.name.padEnd(40)}${value}  ${times}`.trimEnd());
			}
		}
	}
}
