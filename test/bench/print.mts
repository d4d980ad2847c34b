import { quantile } from './record/measured.mts';
import { plain, seconds } from './record/wording.mts';
import type { Contest, Figure, Report } from './work/workload.mts';

/** @param judges whether what is aimed at holds for work of this size. */
export function printReport({ title, figures }: Report, judges: boolean): void {
	console.log(`\n${title}`);
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

/** The contenders of each number of orders side by side; in brackets how often the last of them, this node, it is. */
export function printContest(contests: readonly Contest[]): void {
	const counts = [...new Set(contests.map((one) => one.orders))].sort((a, b) => a - b);
	for (const orders of counts) {
		const group = contests.filter((one) => one.orders === orders);
		const own = group.find((one) => one.contender.startsWith('this node'));
		if (group.length < 2 || !own) continue;
		console.log(`\n${orders} orders, each contender (times as much as ${own.contender})`);
		for (const one of group) {
			console.log(`  ${one.contender}`);
			for (const [name, show, value] of columns) {
				const ratio = value(one) / value(own);
				const times = one === own || !Number.isFinite(ratio) ? '' : `(x ${plain(ratio)})`;
				console.log(`    ${name.padEnd(34)}${show(value(one)).padStart(8)}  ${times}`.trimEnd());
			}
		}
	}
}

type Column = [name: string, show: (value: number) => string, value: (contest: Contest) => number];

const columns: Column[] = [
	['codes', plain, ({ measured }) => measured.codes],
	['numbers bought for nothing', plain, ({ measured }) => measured.bought - measured.codes],
	['answers 429', plain, ({ measured }) => measured.refused],
	['requests a code', plain, ({ measured }) => measured.requests / measured.codes],
	['SMS to code, median', seconds, ({ measured }) => quantile(measured.allSeenMs, 0.5)],
	['SMS to code, 95th percentile', seconds, ({ measured }) => quantile(measured.allSeenMs, 0.95)],
	['SMS to next node, median', seconds, ({ handedOnMs }) => quantile(handedOnMs, 0.5)],
	['first request to last code', seconds, ({ measured }) => measured.lastCodeMs],
];
