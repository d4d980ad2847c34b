import type { Axis } from './axis.mts';
import { element, label } from './svg.mts';

export type Point = readonly [x: number, y: number];
export type Look = 'first' | 'second' | 'bound' | 'other';
export type Line = { name: string; look: Look; points: readonly Point[] };

export type Panel = {
	title: string;
	/** What the values are, with their unit. */
	measure: string;
	across: string;
	x: Axis;
	y: Axis;
	showX: (value: number) => string;
	showY: (value: number) => string;
	lines: readonly Line[];
};

export const panelSize = { width: 350, height: 290 };
const box = { left: 58, top: 78, width: 270, height: 154 };

export const ink = '#1f2328';
const faint = '#59636e';
const looks: Record<Look, Record<string, string | number>> = {
	first: { stroke: '#0969da', 'stroke-width': 2.5 },
	second: { stroke: '#bc4c00', 'stroke-width': 2.5 },
	bound: { stroke: faint, 'stroke-width': 1.5, 'stroke-dasharray': '6 4' },
	other: { stroke: faint, 'stroke-width': 1.5, 'stroke-dasharray': '1.5 3' },
};

/** One diagram of several, at its place among them. */
export function drawPanel(panel: Panel, left: number, top: number): string {
	const { title, measure, across } = panel;
	return element(
		'g',
		{ transform: `translate(${left} ${top})` },
		label({ x: 14, y: 24, 'font-size': 16, 'font-weight': 600, fill: ink }, title),
		label({ x: 14, y: 44, 'font-size': 14, fill: faint }, measure),
		...key(panel.lines),
		...ticksDown(panel),
		...ticksAcross(panel),
		label(
			{
				...{ x: box.left + box.width / 2, y: box.top + box.height + 40 },
				...{ 'text-anchor': 'middle', 'font-size': 14, fill: faint },
			},
			across,
		),
		...panel.lines.map((line) => drawLine(panel, line)),
	);
}

const sample = 22;
/** An average letter at the key's size; fonts differ, so there is some room to spare. */
const letter = 7.2;

function key(lines: readonly Line[]): string[] {
	let x = 14;
	return named(lines).flatMap(({ name, look }) => {
		const from = x;
		x += sample + 6 + name.length * letter + 12;
		return [
			element('line', { x1: from, x2: from + sample, y1: 60, y2: 60, ...looks[look] }),
			label({ x: from + sample + 6, y: 65, 'font-size': 14, fill: ink }, name),
		];
	});
}

/** Lines of one name are explained once. */
function named(lines: readonly Line[]): readonly Line[] {
	const seen = new Set(['']);
	return lines.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function ticksDown({ y, showY }: Panel): string[] {
	return y.ticks.flatMap((tick) => {
		const at = heightOf(y, tick);
		return [
			element('line', {
				x1: box.left,
				x2: box.left + box.width,
				y1: at,
				y2: at,
				stroke: '#d1d9e0',
			}),
			label(
				{ x: box.left - 6, y: at + 5, 'text-anchor': 'end', 'font-size': 14, fill: ink },
				showY(tick),
			),
		];
	});
}

function ticksAcross({ x, showX }: Panel): string[] {
	const bottom = box.top + box.height;
	return x.ticks.flatMap((tick) => {
		const at = box.left + x.at(tick) * box.width;
		return [
			element('line', { x1: at, x2: at, y1: bottom, y2: bottom + 4, stroke: faint }),
			label(
				{ x: at, y: bottom + 19, 'text-anchor': 'middle', 'font-size': 14, fill: ink },
				showX(tick),
			),
		];
	});
}

function drawLine({ x, y }: Panel, { look, points }: Line): string {
	const places = points
		.filter(([, value]) => Number.isFinite(y.at(value)))
		.map(([at, value]): Point => [box.left + x.at(at) * box.width, heightOf(y, value)]);
	const path = places.map((place) => place.map((one) => one.toFixed(1)).join(',')).join(' ');
	const style = looks[look];
	const isMeasured = look === 'first' || look === 'second';
	const dots = isMeasured
		? places.map(([cx, cy]) => element('circle', { cx, cy, r: 3, fill: style.stroke ?? ink }))
		: [];
	return element('polyline', { points: path, fill: 'none', ...style }) + dots.join('');
}

function heightOf(y: Axis, value: number): number {
	return box.top + (1 - y.at(value)) * box.height;
}
