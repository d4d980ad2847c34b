import { describe, expect, it } from '@jest/globals';
import { readPaper, sectionsOf } from './support/papers.mts';

// What the READMEs and the summary say was measured is what the benchmark wrote below, contender by contender.

const page = sectionsOf(readPaper('docs/performance.md'));
const summary = bodyOf(/^In short$/);

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
const careful = 'the same, one item every 250 ms, Retry On Fail';
const delivered = 'codes delivered';
const inVain = 'numbers bought for nothing';
const requests = 'requests a code';
const seen = 'SMS to the answer with the code, median';
const lastCode = 'first request to last code';

/** A figure of the tables of the contenders, without its unit. */
const figureOf = (work: string, figure: string, contender: string) =>
	Number.parseFloat(cellOf(bodyOf(new RegExp(`^${work}`)), figure, contender));

/** What the first tables of the summary have of a contender; the second one begins with the requests. */
const [results = '', ratios = ''] = summary.match(/(^\|.*\|\n?)+/gm) ?? [];

describe('the summary has the codes', () => {
	it.each([
		['Twenty orders in one', ours],
		['Twenty orders in one', plain],
		['A hundred orders in one', ours],
		['A hundred orders in one', plain],
		['A hundred executions', ours],
		['A hundred executions', plain],
		['A hundred executions', careful],
		['Twenty orders, and', ours],
		['Twenty orders, and', plain],
		['Twenty orders, while', ours],
		['Twenty orders, while', careful],
		['A thousand orders', ours],
		['A thousand orders', careful],
	])('%s, %s', (work, contender) => {
		const cell = cellOf(results, work, contender);
		const [, codes, , bought = '0'] =
			/^(\d+) of (\d+)(?:, (\d+) bought for nothing)?$/.exec(cell) ?? [];
		expect(Number(codes)).toBe(figureOf(work, delivered, contender));
		expect(Number(bought)).toBe(figureOf(work, inVain, contender));
	});
});

describe('the summary has what they took', () => {
	it.each([
		'Twenty orders in one',
		'A hundred orders in one',
		'A thousand orders',
		'Twenty orders, while',
	])('%s', (work) => {
		const figures = [requests, seen, lastCode];
		const told = cellOf(ratios, work, ours).split('; ').map(Number.parseFloat);
		expect(told).toEqual(figures.map((figure) => figureOf(work, figure, ours)));
		const times = cellOf(ratios, work, careful)
			.split('; ')
			.map((one) => Number(one.replace('× ', '')));
		// The figures are rounded, the ratios were taken before.
		figures.forEach((figure, index) => {
			const ratio = figureOf(work, figure, careful) / figureOf(work, figure, ours);
			expect(Math.abs((times[index] ?? NaN) / ratio - 1)).toBeLessThan(0.1);
		});
	});
});

describe('the summary has what was aimed at', () => {
	it.each([
		['codes a minute, steady', '1000 orders in one execution, with the text'],
		['codes a minute, steady', '1000 orders in one execution, without the text'],
		['requests in all, with the purchase', '1 order that never gets a code, 600.0 s'],
		['answers 429 after the first minute', '3 processes, one key, 200 orders each'],
	])('%s: %s', (figure, work) => {
		const all = cellOf(bodyOf(/^Waiting$/), figure, work);
		expect(all).toMatch(/^[\d.]+/);
		const lines = summary.split('\n').map(cellsOf);
		const start = lines.findIndex((cells) => cells[1] === work);
		const row = lines.slice(start).find((cells) => cells[2] === figure);
		expect(start).toBeGreaterThan(0);
		expect(row?.[3]).toBe(all);
	});
});

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
