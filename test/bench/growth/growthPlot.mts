import { linearAxis, logAxis, logAxisOf } from './axis.mts';
import {
	allowedPerMinute,
	bestDelayMs,
	bestDelayWithTextMs,
	bestLastCodeMs,
	bestRefused,
	bestRequestsWithoutText,
	bestRequestsWithText,
	oneByOnePerMinute,
} from './bounds.mts';
import type { Growth } from './measureGrowth.mts';
import { drawPanel, panelSize, type Line, type Panel, type Point } from './panel.mts';
import { smsAfterMs } from './sharing.mts';
import { element, label } from './svg.mts';

const columns = 2;
const heading = 44;

/** All curves in one picture, with their bounds: one SVG that needs nothing else, on a ground of its own. */
export function growthPlot(growth: Growth): string {
	const panels = [...byWaiting(growth), ...byProcesses(growth)];
	const width = columns * panelSize.width;
	const height = heading + Math.ceil(panels.length / columns) * panelSize.height;
	return `${element(
		'svg',
		{
			...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height },
			...{ role: 'img', 'font-family': 'system-ui, "Segoe UI", "Noto Sans", sans-serif' },
		},
		element('title', {}, 'How requests, delay, processor time and memory grow'),
		element('rect', { width, height, fill: '#ffffff' }),
		label(
			{ x: 14, y: 30, 'font-size': 18, 'font-weight': 600, fill: '#1f2328' },
			'How the costs grow (virtual time, documented limits)',
		),
		...panels.map((panel, index) =>
			drawPanel(
				panel,
				(index % columns) * panelSize.width,
				heading + Math.floor(index / columns) * panelSize.height,
			),
		),
	)}\n`;
}

type Drawing = Pick<Panel, 'title' | 'measure' | 'showY' | 'lines'>;

function byWaiting({ sizes, idle, withText, withoutText }: Growth): Panel[] {
	const { waiting, waitedMs, smsWithinMs } = sizes;
	const bound = (best: (count: number) => number) => line('bound', 'bound', waiting, best);
	const across = 'waiting orders, one process';
	const panel = (drawing: Drawing): Panel => {
		const y = logAxis(valuesOf(drawing.lines));
		return { ...drawing, across, x: logAxis(waiting), y, showX: brief };
	};
	return [
		panel({
			title: 'Polling for SMS that never come',
			measure: 'requests a minute',
			showY: brief,
			lines: [
				from('this node', 'first', idle, (one) => [one.waiting, one.requestsPerMinute]),
				line('limit', 'bound', waiting, () => allowedPerMinute),
				line('one by one', 'other', waiting, (count) =>
					cut(oneByOnePerMinute(count, waitedMs), 10 * allowedPerMinute),
				),
			],
		}),
		panel({
			title: 'Requests a code',
			measure: 'with the purchase',
			showY: brief,
			lines: [
				from('with text', 'first', withText, (one) => [one.waiting, one.requestsACode]),
				from('without', 'second', withoutText, (one) => [one.waiting, one.requestsACode]),
				bound(() => bestRequestsWithText),
				bound(bestRequestsWithoutText),
			],
		}),
		panel({
			title: 'SMS to answer, median',
			measure: 'seconds',
			showY: brief,
			lines: [
				from('with text', 'first', withText, (one) => [one.waiting, one.delayMs / 1_000]),
				from('without', 'second', withoutText, (one) => [one.waiting, one.delayMs / 1_000]),
				bound((count) => bestDelayWithTextMs(count, 0.5, smsWithinMs) / 1_000),
				bound((count) => bestDelayMs(count, 0.5) / 1_000),
			],
		}),
		panel({
			title: 'SMS to answer, 95th percentile',
			measure: 'seconds',
			showY: brief,
			lines: [
				from('with text', 'first', withText, (one) => [one.waiting, one.lateDelayMs / 1_000]),
				from('without', 'second', withoutText, (one) => [one.waiting, one.lateDelayMs / 1_000]),
				bound((count) => bestDelayWithTextMs(count, 0.95, smsWithinMs) / 1_000),
				bound((count) => bestDelayMs(count, 0.95) / 1_000),
			],
		}),
		panel({
			title: 'Processor',
			measure: 'ms a minute for each waiting order',
			showY: brief,
			lines: [from('this node', 'first', idle, (one) => [one.waiting, one.cpuMs])],
		}),
		panel({
			title: 'Memory',
			measure: 'bytes for each waiting order',
			showY: brief,
			lines: [
				from('this node', 'first', idle, (one) => [one.waiting, one.bytes]),
				from('the order’s own data', 'bound', idle, (one) => [one.waiting, one.dataBytes]),
			],
		}),
	];
}

function byProcesses({ sizes, inAll, each }: Growth): Panel[] {
	const { processes, ordersInAll, ordersEach } = sizes;
	const across = 'processes on one key';
	const base = { across, x: logAxisOf(processes), showX: brief };
	const both = (value: (one: Growth['each'][number]) => number): Line[] => [
		from(`${ordersInAll} orders`, 'first', inAll, (one) => [one.processes, value(one)]),
		from(`${ordersEach} each`, 'second', each, (one) => [one.processes, value(one)]),
	];
	const refused = [
		...both((one) => one.refusedFirst),
		line('bound', 'bound', processes, bestRefused),
	];
	const lastCode = [
		...both((one) => one.lastCodeMs / 1_000),
		...[inAll, each].map((points) =>
			from('bound', 'bound', points, (one) => [
				one.processes,
				bestLastCodeMs(one.orders, smsAfterMs) / 1_000,
			]),
		),
	];
	return [
		{
			...{ ...base, title: 'Answers 429 in the first minute', measure: 'part of the requests' },
			...{ y: linearAxis(valuesOf(refused)), lines: refused },
			showY: (value) => `${Math.round(value * 100)} %`,
		},
		{
			...{ ...base, title: 'First request to last code', measure: 'seconds' },
			...{ y: logAxis(valuesOf(lastCode)), lines: lastCode, showY: brief },
		},
	];
}

function from<T>(
	name: string,
	look: Line['look'],
	points: readonly T[],
	place: (one: T) => Point,
): Line {
	return { name, look, points: points.map(place) };
}

function line(
	name: string,
	look: Line['look'],
	xs: readonly number[],
	y: (x: number) => number,
): Line {
	return from(name, look, xs, (x) => [x, y(x)]);
}

function valuesOf(lines: readonly Line[]): number[] {
	return lines.flatMap(({ points }) => points.map(([, y]) => y).filter(Number.isFinite));
}

/** Beyond the edge nothing is drawn. */
function cut(value: number, most: number): number {
	return value > most ? NaN : value;
}

function brief(value: number): string {
	return value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(2)));
}
