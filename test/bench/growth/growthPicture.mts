import { createRequire } from 'node:module';
import type * as echarts from 'echarts';
import type { Growth, Point } from './points.mts';

// Its one file for CommonJS loads ten times as fast as its hundreds of modules.
const { init }: typeof echarts = createRequire(import.meta.url)('echarts');

const size = { width: 350, height: 260 };
const [ink, faint, pale, blue] = ['#1f2328', '#59636e', '#d1d9e0', '#0969da'];
const text = { color: ink, fontSize: 13 };

/** Two figures, each by waiting orders and by processes: one SVG that needs nothing else, on a ground of its own. */
export function growthPicture({ byWaiting, byProcesses }: Growth): string {
	const figures: Array<[title: string, valueOf: (one: Point) => number]> = [
		['Requests a code, with the purchase', (one) => one.requestsACode],
		['SMS to answer, median, seconds', (one) => one.delayMs / 1_000],
	];
	const columns = [
		{ points: byWaiting, across: 'waiting orders, one process', logBase: 10 },
		{ points: byProcesses, across: 'processes on one key', logBase: 2 },
	];
	const panels = figures.flatMap(([title, valueOf], row) =>
		columns.map(({ points, ...axis }, column) => ({
			...{ ...axis, title, left: column * size.width, top: row * size.height },
			data: points.map((one) => [one.count, valueOf(one)]),
		})),
	);
	const [width, height] = [2 * size.width, 2 * size.height];
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: { fontFamily: 'system-ui, sans-serif', ...text },
		title: panels.map(({ title, left, top }) => ({
			...{ text: title, left: left + 10, top: top + 10 },
			textStyle: { ...text, fontSize: 15 },
		})),
		grid: panels.map(({ left, top }) => ({
			...{ left: left + 54, top: top + 56, containLabel: false },
			...{ width: size.width - 80, height: size.height - 112 },
		})),
		xAxis: panels.map(({ across, logBase }, gridIndex) => ({
			...{ gridIndex, type: 'log', logBase, name: across, nameLocation: 'middle', nameGap: 28 },
			...{ nameTextStyle: { ...text, color: faint }, splitLine: { show: false } },
			axisLabel: { ...text, formatter: brief },
		})),
		yAxis: panels.map((_, gridIndex) => ({
			...{ gridIndex, type: 'log', logBase: 2, splitNumber: 4 },
			axisLabel: { ...text, formatter: brief },
			splitLine: { lineStyle: { color: pale } },
		})),
		series: panels.map(({ data }, index) => ({
			...{ type: 'line', xAxisIndex: index, yAxisIndex: index, silent: true, data, color: blue },
			...{ symbol: 'circle', symbolSize: 6, lineStyle: { width: 2.5 } },
		})),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

function brief(value: number): string {
	return value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(3)));
}
