import { expect, it } from '@jest/globals';
import { readPaper, sectionsOf } from './support/papers.mts';

// What the READMEs say was measured is what the benchmark wrote.

const page = sectionsOf(readPaper('docs/performance.md'));
const work = page.find(({ heading }) => heading.startsWith('A hundred orders in one'))?.body ?? '';

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

/** A figure of the contenders with a hundred orders, without its unit: of the first table that has it. */
function figureOf(figure: string, contender: string): number {
	for (const table of work.match(/(^\|.*\|\n?)+/gm) ?? []) {
		const lines = table.trim().split('\n').map(cellsOf);
		const column = lines[0]?.indexOf(contender) ?? -1;
		const cells = lines.find((line) => line[1]?.startsWith(figure));
		if (column > 0 && cells) return Number.parseFloat(cells[column] ?? '');
	}
	return NaN;
}

const ours = 'this node in n8n';
const plain = 'HTTP Request, Wait, IF';

it.each([
	[
		'README.md',
		/With (\d+) orders in one execution this node delivered (\d+) codes, at ([\d.]+) requests each\. The loop delivered none and bought (\d+) numbers for nothing/,
	],
	[
		'docs/README.zh-CN.md',
		/一次执行 (\d+) 个订单时，本节点拿到了 (\d+) 个验证码，平均每个 ([\d.]+) 次请求；而这样的循环一个也没拿到，还白白买了 (\d+) 个号码/,
	],
])('%s says of a hundred orders what was measured', (readme, sentence) => {
	const [, ...figures] = sentence.exec(readPaper(readme)) ?? [];
	expect(figures.map(Number)).toEqual([
		100,
		figureOf('codes delivered', ours),
		figureOf('requests a code', ours),
		figureOf('numbers bought for nothing', plain),
	]);
	expect(figureOf('codes delivered', plain)).toBe(0);
});
