import type { Figure } from '../work/workload.mts';

export const plain = (value: number): string =>
	Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '–';

export const seconds = (ms: number): string =>
	Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : '–';

export const percent = (part: number): string =>
	Number.isFinite(part) ? `${(100 * part).toFixed(1)} %` : '–';

type Show = (value: number) => string;

export function atMost(name: string, value: number, most: number, show: Show = plain): Figure {
	const target = `<= ${show(most)}`;
	return { name, value: show(value), target, reached: value <= most, share: shareOf(value, most) };
}

export function atLeast(name: string, value: number, least: number, show: Show = plain): Figure {
	const target = `>= ${show(least)}`;
	const share = shareOf(value, least);
	return { name, value: show(value), target, reached: value >= least, share };
}

export function below(name: string, value: number, limit: number, show: Show = plain): Figure {
	const target = `< ${show(limit)}`;
	return { name, value: show(value), target, reached: value < limit, share: shareOf(value, limit) };
}

/** The same with what physics and the limits allow at best, which it is then a part of. */
export function bounded(figure: Figure, value: number, bound: number, show: Show = plain): Figure {
	return { ...figure, bound: show(bound), share: shareOf(value, bound) };
}

function shareOf(value: number, whole: number): string {
	return whole > 0 ? percent(value / whole) : '';
}

export function told(name: string, value: number | string, show: Show = plain): Figure {
	return { name, value: typeof value === 'number' ? show(value) : value };
}
