import type { Figure } from '../work/workload.mts';
import { quantile, type Measured } from './measured.mts';

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

export function told(name: string, value: number | string, show: Show = plain): Figure {
	return { name, value: typeof value === 'number' ? show(value) : value };
}

const reaches = {
	'<=': (value: number, aim: number) => value <= aim,
	'>=': (value: number, aim: number) => value >= aim,
	'<': (value: number, aim: number) => value < aim,
};

export function aimed(
	name: string,
	value: number,
	sign: keyof typeof reaches,
	aim: number,
	show: Show = plain,
): Figure {
	const target = `${sign} ${show(aim)}`;
	return { name, value: show(value), target, reached: reaches[sign](value, aim) };
}

/** What is told of all work, whatever is aimed at. */
export function detailsOf(m: Measured, failures: readonly string[]): Figure[] {
	const polling = m.lists + m.looks - m.tellingLooks;
	return [
		told('numbers bought for nothing', m.bought - m.codes),
		told(
			'requests',
			`${m.requests} (${m.purchases} purchases, ${m.tellingLooks} looks with a code, ${m.lists} lists, ${m.looks - m.tellingLooks} other looks, ${m.cancels} cancels)`,
		),
		told('requests for polling', polling / m.requests, percent),
		told('use of the fullest minute', m.fullestMinute / 300, percent),
		told(
			'SMS to code, all (median, 95th, most)',
			[0.5, 0.95, 1].map((part) => seconds(quantile(m.allSeenMs, part))).join(', '),
		),
		told('time to the last number', m.boughtMs - m.startMs, seconds),
		told('time to the last code', m.lastCodeMs, seconds),
		...[...new Set(failures)].map((text) => told('an execution failed', text)),
	];
}

/** The codes: all of them. */
export function codesOf(m: Measured): Figure {
	return { ...aimed('codes', m.codes, '>=', m.wanted), target: String(m.wanted) };
}

export function noneRefused(m: Measured): Figure {
	return { ...aimed('answers 429', m.refused, '<=', 0), target: '0' };
}

export function quicknessOf(m: Measured): Figure[] {
	const [median, late] = [quantile(m.seenMs, 0.5), quantile(m.seenMs, 0.95)];
	const name = 'SMS to code once bought';
	return [
		{
			...aimed(`${name}, median`, median, '<=', 2_000, seconds),
			value: `${seconds(median)} (${m.seenMs.length})`,
		},
		aimed(`${name}, 95th percentile`, late, '<=', 4_000, seconds),
	];
}

/** Every code came out, none twice, and the ledger adds up. */
export function isComplete(m: Measured): boolean {
	return m.codes === m.wanted && m.violations.length === 0;
}
