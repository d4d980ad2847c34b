import { describe, expect, it } from '@jest/globals';
import { aimed, told } from '../record/figures.mts';
import type { Measured } from '../record/measured.mts';
import type { Contest, Report, Workload } from '../work/workload.mts';
import { performancePage } from './performancePage.mts';
import { tableOf } from './table.mts';

const machine = {
	date: '2026-01-02',
	packageVersion: '1.2.3',
	n8nVersion: '2.0.0',
	nodeVersion: '20.0.0',
	cores: 2,
	memoryGb: 24,
	platform: 'linux x64',
};

const measured = (overrides: Partial<Measured>): Measured => ({
	...{ wanted: 20, bought: 20, codes: 20, requests: 50, purchases: 20, lists: 10, looks: 20 },
	...{ tellingLooks: 20, cancels: 0, refused: 0, fullestMinute: 50, startMs: 0, boughtMs: 2_000 },
	...{ lastCodeMs: 40_000, seenMs: [], allSeenMs: [1_000, 2_000, 3_000], violations: [] },
	...overrides,
});

const contest = (contender: string, overrides: Partial<Contest> = {}): Contest => ({
	...{ scenario: 'Twenty orders', contender, isOurs: false, measured: measured({}) },
	...{ lost: 0, handedOnMs: [4_000], ...overrides },
});

/** One piece of work for each report. */
function pageOf(reports: Array<Partial<Report> | Error>): string {
	const endings = reports.map((report, index) => {
		const work: Workload = {
			name: `work-${index}`,
			atMostMs: 1,
			run: async () => await Promise.reject(new Error('it is not run here')),
		};
		if (report instanceof Error) return { work, error: report };
		return { work, report: { title: 'Title', figures: [], isCorrect: true, ...report } };
	});
	const subject = { name: 'subject', title: 'Subject', work: endings.map(({ work }) => work) };
	return performancePage({ machine, subjects: [subject], endings, missing: [] });
}

it('says when, with which versions and on what it was measured', () => {
	expect(pageOf([])).toContain(
		'on 2026-01-02 by `npm run bench`, in one run: version 1.2.3 of this package, n8n 2.0.0',
	);
});

describe('contenders', () => {
	const loop = measured({ codes: 0, requests: 20, allSeenMs: [], lastCodeMs: NaN });
	const paced = measured({ requests: 100, allSeenMs: [8_000] });
	const page = pageOf([
		{ contest: contest('a loop', { measured: loop, lost: 10, handedOnMs: [] }) },
		{ contest: contest('paced', { measured: paced, handedOnMs: [8_000] }) },
		{ contest: contest('this node', { isOurs: true, note: 'It is slow on purpose.' }) },
		{ figures: [told('left out', 'it is too slow')] },
	]);

	it.each([
		['each figure beside its bound', '| codes delivered |  | 0 | 20 | 20 |'],
		['the codes that were lost', '| codes lost | 0 | 10 | 0 | 0 |'],
		['what was bought in vain', '| numbers bought for nothing | 0 | 20 | 0 | 0 |'],
		['no ratio without codes', '| requests a code | 2 | – | 5 | 2.5 |'],
		['the delays', '| SMS to the answer with the code, median | 1.5 s | – | 8.0 s | 2.0 s |'],
		['the delays in n8n', '| SMS to the next node, median |  | – | 8.0 s | 4.0 s |'],
		['the whole time', '| first request to last code |  | – | 40.0 s | 40.0 s |'],
		['ratios in short', '| Twenty orders | – | × 2; × 4; × 1 | 2.5; 2.0 s; 40.0 s |'],
		['codes in short', '| Twenty orders | 0 of 20, 20 bought for nothing | 20 of 20 | 20 of 20 |'],
		['what a reader must know of the work', '|\n\nIt is slow on purpose.\n'],
		['why one was left out', 'Left out. Title: it is too slow.'],
	])('have %s', (_what, text) => expect(page).toContain(text));
});

describe('figures', () => {
	const report = (title: string, value: number): Partial<Report> => ({
		title,
		figures: [
			{ ...aimed('requests a code', value, '<=', 2.3), bound: '2' },
			aimed('late', 9, '<=', 4),
			told('words', 'some'),
		],
	});
	const page = pageOf([
		report('Few', 2.2),
		{ lead: 'Seen by everybody.', text: '### Of its own\n\nAnd words.\n' },
		report('Many', 4),
		{ title: 'Other', figures: [aimed('codes', 9, '>=', 9), { ...told('all', 7), target: '7' }] },
	]);

	it.each([
		['beside what is aimed at, and the bound', '| Few | requests a code | 2.2 | &lt;= 2.3 | 2 |'],
		['marked when they miss it', '|  | late | 9 | &lt;= 4: missed |  |'],
		['in the summary when they reach it', '| Other | codes | 9 | >= 9 |  |'],
		['in one table when different work has the same', '|  | Few | Many |'],
		['side by side there', '| requests a code | 2.2 | 4 |'],
		['in it when nothing is aimed at', '| words | some | some |'],
		['in another one when they differ', '|  | Other |'],
	])('stand %s', (_where, line) => expect(page.split('\n')).toContain(line));

	it('are in no summary when nothing is aimed at, or all there is', () => {
		expect(page).not.toContain('|  | words |');
		expect(page).not.toContain('|  | all |');
	});

	it('are folded away, but for what everybody should see', () => {
		const [before = '', after = ''] = page.split('<details>\n<summary>All figures</summary>\n\n');
		expect(before).toMatch(/\n\nSeen by everybody\.\n\n$/);
		expect(after).toMatch(/^### Of its own\n\nAnd words\.\n\n\|/);
		expect(after).toMatch(/\n\n<\/details>\n$/);
	});
});

it('what could not be measured is not passed over', () => {
	expect(pageOf([new Error('given up')])).toContain('Not measured: work-0: Error: given up.');
});

it('a table keeps its columns whatever is in them', () => {
	expect(tableOf(['a', 'b'], [['x | y', '<1']])).toBe(
		'| a | b |\n| --- | ---: |\n| x \\| y | &lt;1 |',
	);
});
