import type { Figure } from '../work/workload.mts';

export const plain = (value: number): string =>
	Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '–';

export const seconds = (ms: number): string =>
	Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : '–';

export const percent = (part: number): string =>
	Number.isFinite(part) ? `${(100 * part).toFixed(1)} %` : '–';

type Show = (value: number) => string;

export function atMost(name: string, value: number, most: number, show: Show = plain): Figure {
	return { name, value: show(value), target: `<= ${show(most)}`, reached: value <= most };
}

export function atLeast(name: string, value: number, least: number, show: Show = plain): Figure {
	return { name, value: show(value), target: `>= ${show(least)}`, reached: value >= least };
}

export function below(name: string, value: number, limit: number, show: Show = plain): Figure {
	return { name, value: show(value), target: `< ${show(limit)}`, reached: value < limit };
}

export function told(name: string, value: number | string, show: Show = plain): Figure {
	return { name, value: typeof value === 'number' ? show(value) : value };
}
