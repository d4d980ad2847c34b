/** One direction of a panel: where a value is, from 0 to 1, and which values are written beside it. */
export type Axis = { ticks: number[]; at: (value: number) => number };

const steps = [1, 2, 5];
/** More would not be legible beside each other. */
const mostTicks = 6;

/** From the round number below all values to the one above. */
export function logAxis(values: readonly number[]): Axis {
	const known = values.filter((value) => Number.isFinite(value) && value > 0);
	const low = Math.min(...known);
	const high = Math.max(...known);
	const from = Math.max(...roundNumbers(low).filter((one) => one <= low * (1 + 1e-9)));
	const above = roundNumbers(high).filter((one) => one >= high * (1 - 1e-9) && one > from);
	const to = Math.min(...above);
	const at = (value: number) => Math.log(value / from) / Math.log(to / from);
	const within = (one: number) => at(one) > -1e-9 && at(one) < 1 + 1e-9;
	const decades = decadesAround(from, to).filter(within);
	const fine = decadesAround(from, to)
		.flatMap((decade) => steps.map((step) => step * decade))
		.filter(within);
	return { at, ticks: thinned(fine.length <= mostTicks ? fine : decades) };
}

/** Every value is a tick, at even distances of their logarithms. */
export function logAxisOf(values: readonly number[]): Axis {
	return { ...logAxis(values), ...betweenEnds(values), ticks: [...values] };
}

/** From 0; to 1 when there is nothing else. */
export function linearAxis(values: readonly number[]): Axis {
	const high = Math.max(0, ...values.filter(Number.isFinite)) || 1;
	const step = Math.min(...roundNumbers(high / 4).filter((one) => one >= high / 4));
	const count = Math.ceil(high / step - 1e-9);
	const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
	return { ticks, at: (value) => value / (count * step) };
}

function betweenEnds(values: readonly number[]): Pick<Axis, 'at'> {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	if (low === high) return { at: () => 0.5 };
	return { at: (value) => Math.log(value / low) / Math.log(high / low) };
}

/** 1, 2 and 5 times the power of ten of a value, and its neighbours. */
function roundNumbers(value: number): number[] {
	const decade = 10 ** Math.floor(Math.log10(value));
	return [decade / 10, decade, decade * 10].flatMap((one) => steps.map((step) => one * step));
}

function decadesAround(from: number, to: number): number[] {
	const first = Math.floor(Math.log10(from));
	const length = Math.ceil(Math.log10(to)) - first + 1;
	return Array.from({ length }, (_, index) => 10 ** (first + index));
}

function thinned(ticks: number[]): number[] {
	const every = Math.ceil(ticks.length / mostTicks);
	return ticks.filter((_, index) => index % every === 0);
}
