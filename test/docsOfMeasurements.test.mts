import { expect, it } from '@jest/globals';
import { readPaper, sectionsOf } from './support/papers.mts';

// What the README says was measured is what the page says that the benchmark wrote.

const page = sectionsOf(readPaper('docs/performance.md'));
const measured = sectionsOf(readPaper('README.md')).find(({ heading }) => heading === 'Measured');
const readme = measured?.body ?? '';

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

/** A cell of the page: its number, without the ratio and the unit behind it. */
function valueOf(heading: RegExp, row: string, column: string): number {
	const body = page.find((section) => heading.test(section.heading))?.body ?? '';
	const lines = body.split('\n').filter((line) => line.startsWith('|'));
	const index = cellsOf(lines[0] ?? '').indexOf(column);
	const cells = cellsOf(lines.find((line) => cellsOf(line)[1] === row) ?? '');
	return Number.parseFloat(cells[index] ?? '');
}

const ours = 'this node in n8n';
const plain = 'HTTP Request, Wait, IF';
const careful = 'the same, one item each 250 ms, Retry On Fail';
const delivered = 'codes delivered';
const lastCode = 'first request to last code';
const seen = 'SMS to the answer that tells, median';

it.each<[string, RegExp, string, string, RegExp]>([
	[
		'20 orders in one execution',
		/^Twenty orders in one/,
		delivered,
		ours,
		/\| (\d+) codes, no 429/,
	],
	[
		'20 orders in one execution',
		/^Twenty orders in one/,
		'numbers bought for nothing',
		plain,
		/no code, (\d+) numbers/,
	],
	[
		'100 orders in one execution',
		/^A hundred orders/,
		'requests a code',
		ours,
		/codes, ([\d.]+) requests/,
	],
	['100 orders in one execution', /^A hundred orders/, seen, ours, /seen ([\d.]+) s after/],
	['100 orders in one execution', /^A hundred orders/, seen, careful, /seen after (\d+) s/],
	['100 executions of one order', /^A hundred executions/, delivered, plain, /(\d+) codes; with/],
	['100 executions of one order', /^A hundred executions/, delivered, careful, /Fail: (\d+) codes/],
	['1,000 orders, with the text', /^A thousand orders/, seen, ours, /seen ([\d.]+) s after/],
	['1,000 orders, with the text', /^A thousand orders/, seen, careful, /seen after (\d+) s/],
	['20 orders, while', /^Twenty orders, while/, lastCode, ours, /after (\d+) s/],
	['20 orders, while', /^Twenty orders, while/, lastCode, careful, /(\d+) s, and/],
	[
		'20 orders, while',
		/^Twenty orders, while/,
		'numbers bought for nothing',
		careful,
		/and (\d+) numbers/,
	],
	[
		'1,000 orders, with the text',
		/^1000 .* with the text/,
		'codes a minute, steady',
		'measured',
		/(\d+) codes a minute/,
	],
	[
		'1,000 orders, without the text',
		/^1000 .* without/,
		'codes a minute, steady',
		'measured',
		/(\d+) codes a minute/,
	],
	[
		'an order that never',
		/^1 order/,
		'requests in all, with the purchase',
		'measured',
		/(\d+) requests/,
	],
])('%s: as on the page (%#)', (work, heading, row, column, told) => {
	const line = readme.split('\n').find((one) => one.startsWith(`| ${work}`)) ?? '';
	const [, said = ''] = told.exec(line) ?? [];
	const digits = said.split('.')[1]?.length ?? 0;
	expect(said).toBe(valueOf(heading, row, column).toFixed(digits));
});
