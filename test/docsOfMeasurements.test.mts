import { describe, expect, it } from '@jest/globals';
import { readPaper, sectionsOf } from './support/papers.mts';

// What the READMEs say was measured is what the benchmark wrote.

const page = sectionsOf(readPaper('docs/performance.md'));

function bodyOf(heading: RegExp): string {
	return page.find((section) => heading.test(section.heading))?.body ?? '';
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

/** The cell of a table: the first one that has such a column and such a row. */
function cellOf(body: string, row: string, column: string): string {
	for (const table of body.match(/(^\|.*\|\n?)+/gm) ?? []) {
		const lines = table.trim().split('\n').map(cellsOf);
		const index = lines[0]?.indexOf(column) ?? -1;
		const cells = lines.find((line) => line[1]?.startsWith(row));
		if (index > 0 && cells) return cells[index] ?? '';
	}
	return '';
}

const ours = 'this node in n8n';
const plain = 'HTTP Request, Wait, IF';
const delivered = 'codes delivered';
const inVain = 'numbers bought for nothing';
const requests = 'requests a code';

/** A figure of the tables of the contenders, without its unit. */
const figureOf = (work: string, figure: string, contender: string) =>
	Number.parseFloat(cellOf(bodyOf(new RegExp(`^${work}`)), figure, contender));

describe.each([
	[
		'README.md',
		/With (\d+) orders in one execution this node delivered (\d+) codes, at ([\d.]+) requests each\. The loop delivered (none|\d+) and bought (\d+) numbers for nothing/,
	],
	[
		'docs/README.zh-CN.md',
		/一次执行 (\d+) 个订单时，本节点拿到了 (\d+) 个验证码，平均每个 ([\d.]+) 次请求；而这样的循环(一个也没拿到)，还白白买了 (\d+) 个号码/,
	],
])('%s', (readme, sentence) => {
	it('says of a hundred orders what was measured', () => {
		const work = 'A hundred orders in one';
		const [, orders, codes, each, lost, bought] = sentence.exec(readPaper(readme)) ?? [];
		expect([orders, codes, each, bought].map(Number)).toEqual([
			100,
			figureOf(work, delivered, ours),
			figureOf(work, requests, ours),
			figureOf(work, inVain, plain),
		]);
		expect(lost).toMatch(/none|一个也没/);
		expect(figureOf(work, delivered, plain)).toBe(0);
	});
});
