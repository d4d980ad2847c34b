import { describe, expect, it } from '@jest/globals';
import type { Measured } from '../record/measured.mts';
import type { Contest, Report, Workload } from '../work/workload.mts';
import { performancePage } from './performancePage.mts';
import { thisMachine } from './thisMachine.mts';

const measured = (overrides: Partial<Measured>): Measured => ({
	...{ wanted: 20, bought: 20, codes: 20, requests: 50, looks: 20, refused: 0, fullestMinute: 50 },
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
		return { work, report: { isCorrect: true, ...report } };
	});
	const subject = { name: 'subject', title: 'Subject', work: endings.map(({ work }) => work) };
	return performancePage({ machine: thisMachine(), subjects: [subject], endings, missing: [] });
}

describe('contenders', () => {
	const loop = measured({ codes: 0, requests: 20, allSeenMs: [], lastCodeMs: NaN });
	const paced = measured({ requests: 100, allSeenMs: [8_000] });
	const page = pageOf([
		{ contest: contest('a loop', { measured: loop, lost: 10, handedOnMs: [] }) },
		{ contest: contest('paced', { measured: paced, handedOnMs: [8_000] }) },
		{ contest: contest('this node', { isOurs: true, note: 'It is slow on purpose.' }) },
		{ contest: contest('this node', { isOurs: true, scenario: 'Many orders' }) },
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
		['who was left out', '| Many orders | left out | left out | 20 of 20 |'],
	])('have %s', (_what, text) => expect(page).toContain(text));
});

it('figures are folded away, but for what everybody should see', () => {
	const page = pageOf([{ lead: 'Seen by everybody.', text: '### Of its own\n\nAnd words.\n' }]);
	const [before = '', after = ''] = page.split('<details>\n<summary>All figures</summary>\n\n');
	expect(before).toMatch(/\n\n## Subject\n\nSeen by everybody\.\n\n$/);
	expect(after).toBe('### Of its own\n\nAnd words.\n\n</details>\n');
});

it('what could not be measured is not passed over', () => {
	expect(pageOf([new Error('given up')])).toContain('Not measured: work-0: Error: given up.');
});
