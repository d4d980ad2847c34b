import { init } from 'echarts';
import { bestDelayMs, bestLastCodeMs, bestRefused, bestRequests } from './bounds.mts';
import type { Growth } from './growth.mts';
import { smsAfterMs } from './sharing.mts';

type Line = { name: string; color: string; points: Array<[x: number, y: number]> };

type Panel = {
	title: string;
	across: string;
	base: { x: number; y: number };
	isPercent?: boolean;
	lines: Line[];
};

const size = { width: 350, height: 280 };
const [ink, faint, blue, orange] = ['#1f2328', '#59636e', '#0969da', '#bc4c00'];

/** The curves in one picture, with their bounds: one SVG that needs nothing else, on a ground of its own. */
export function growthPlot(growth: Growth): string {
	const panels = [...byWaiting(growth), ...byProcesses(growth)];
	const width = 2 * size.width;
	const height = Math.ceil(panels.length / 2) * size.height;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	const text = { color: ink, fontSize: 13 };
	const at = (index: number) => ({
		left: (index % 2) * size.width,
		top: Math.floor(index / 2) * size.height,
	});
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: { fontFamily: 'system-ui, sans-serif', ...text },
		title: panels.map(({ title }, index) => ({
			...{ text: title, left: at(index).left + 10, top: at(index).top + 10 },
			textStyle: { ...text, fontSize: 15 },
		})),
		legend: panels.map(({ lines }, index) => ({
			...{ data: lines.slice(0, 3).map(keyOf), textStyle: text },
			...{ left: at(index).left + 10, top: at(index).top + 36, selectedMode: false, itemGap: 24 },
		})),
		grid: panels.map((_, index) => ({
			...{ left: at(index).left + 54, top: at(index).top + 76 },
			...{ width: size.width - 80, height: size.height - 132, containLabel: false },
		})),
		xAxis: panels.map(({ across, base }, gridIndex) => ({
			...{ gridIndex, type: 'log', logBase: base.x, name: across, nameLocation: 'middle' },
			...{ nameGap: 28, nameTextStyle: { ...text, color: faint } },
			axisLabel: { ...text, formatter: brief },
			splitLine: { show: false },
		})),
		yAxis: panels.map(({ base, isPercent }, gridIndex) => ({
			...{ gridIndex, splitNumber: 4, ...(!isPercent && { type: 'log', logBase: base.y }) },
			axisLabel: { ...text, formatter: isPercent ? '{value} %' : brief },
			splitLine: { lineStyle: { color: '#d1d9e0' } },
		})),
		series: panels.flatMap(({ lines }, index) =>
			lines.map(({ name, color, points }) => ({
				...{ type: 'line', name, xAxisIndex: index, yAxisIndex: index, silent: true },
				...{ data: points, symbol: color === faint ? 'none' : 'circle', symbolSize: 6, color },
				lineStyle: color === faint ? { type: 'dashed', width: 1.5 } : { width: 2.5 },
			})),
		),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

/** A second bound has the name and the looks of the first one. */
function keyOf({ name, color }: Line) {
	return { name, itemStyle: { opacity: color === faint ? 0 : 1 } };
}

function byWaiting({ sizes, withText, withoutText }: Growth): Panel[] {
	type Value = (one: Growth['withText'][number]) => number;
	const panel = (
		title: string,
		base: number,
		value: Value,
		best: (count: number, isWithText: boolean) => number,
	): Panel => ({
		...{ title, across: 'waiting orders, one process', base: { x: 10, y: base } },
		lines: [
			lineOf('with text', blue, withText, (one) => [one.waiting, value(one)]),
			lineOf('without', orange, withoutText, (one) => [one.waiting, value(one)]),
			lineOf('bound', faint, sizes.waiting, (count) => [count, best(count, true)]),
			lineOf('bound', faint, sizes.waiting, (count) => [count, best(count, false)]),
		],
	});
	return [
		panel('Requests a code, with the purchase', 2, (one) => one.requestsACode, bestRequests),
		panel(
			'SMS to answer, median, seconds',
			10,
			(one) => one.delayMs / 1_000,
			(count, isWithText) => bestDelayMs(count, 0.5, isWithText, sizes.smsWithinMs) / 1_000,
		),
	];
}

function byProcesses({ sizes, inAll, each }: Growth): Panel[] {
	type Value = (one: Growth['each'][number]) => number;
	const both = (value: Value): Line[] => [
		lineOf(`${sizes.ordersInAll} orders`, blue, inAll, (one) => [one.processes, value(one)]),
		lineOf(`${sizes.ordersEach} each`, orange, each, (one) => [one.processes, value(one)]),
	];
	const bound = (points: Growth['each'], value: Value) =>
		lineOf('bound', faint, points, (one) => [one.processes, value(one)]);
	const bestSeconds: Value = ({ orders }) => bestLastCodeMs(orders, smsAfterMs) / 1_000;
	const panel = { across: 'processes on one key', base: { x: 2, y: 2 } };
	return [
		{
			...{ ...panel, title: 'Answers 429 in the first minute', isPercent: true },
			lines: [
				...both((one) => 100 * one.refusedFirst),
				bound(inAll, ({ processes }) => 100 * bestRefused(processes)),
			],
		},
		{
			...{ ...panel, title: 'First request to last code, seconds' },
			lines: [
				...both((one) => one.lastCodeMs / 1_000),
				...[inAll, each].map((points) => bound(points, bestSeconds)),
			],
		},
	];
}

function lineOf<T>(
	name: string,
	color: string,
	points: readonly T[],
	place: (one: T) => [number, number],
): Line {
	return { name, color, points: points.map(place) };
}

function brief(value: number): string {
	return value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(3)));
}
