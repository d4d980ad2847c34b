type Show = (value: number) => string;

const shown =
	(show: Show): Show =>
	(value) =>
		Number.isFinite(value) ? show(value) : '–';

export const plain = shown((value) => String(Math.round(value * 100) / 100));
export const seconds = shown((ms) => `${(ms / 1_000).toFixed(1)} s`);
export const percent = shown((part) => `${(100 * part).toFixed(1)} %`);
/** In two or three digits: more would be noise. */
export const figures = (value: number): string =>
	String(Number(value.toPrecision(value < 1 ? 2 : 3)));
