import { quantile } from '../record/measured.mts';
import { percent, plain, seconds } from '../record/figures.mts';
import type { Contest } from '../work/workload.mts';

/** A line of a comparison. */
export type ContestFigure = {
	name: string;
	show: (value: number) => string;
	valueOf: (contest: Contest) => number;
	/** What the documented limits and the schedule allow at best. */
	bound: string;
};

const figure = (
	name: string,
	bound: string,
	show: ContestFigure['show'],
	valueOf: ContestFigure['valueOf'],
): ContestFigure => ({ name, bound, show, valueOf });

const seen = 'SMS to the answer with the code';
const handedOn = 'SMS to the next node';

export const requestsFigure = figure(
	'requests a code',
	'2',
	plain,
	({ measured }) => measured.requests / measured.codes,
);
export const seenFigure = figure(`${seen}, median`, '1.5 s', seconds, ({ measured }) =>
	quantile(measured.allSeenMs, 0.5),
);
export const lastCodeFigure = figure(
	'first request to last code',
	'',
	seconds,
	({ measured }) => measured.lastCodeMs,
);

export const contestFigures: readonly ContestFigure[] = [
	figure('codes delivered', '', plain, ({ measured }) => measured.codes),
	figure('codes lost', '0', plain, ({ lost }) => lost),
	figure(
		'numbers bought for nothing',
		'0',
		plain,
		({ measured }) => measured.bought - measured.codes,
	),
	requestsFigure,
	figure('answers 429', '0', plain, ({ measured }) => measured.refused),
	seenFigure,
	figure(`${seen}, 95th percentile`, '2.9 s', seconds, ({ measured }) =>
		quantile(measured.allSeenMs, 0.95),
	),
	figure(`${handedOn}, median`, '', seconds, ({ handedOnMs }) => quantile(handedOnMs, 0.5)),
	figure(`${handedOn}, 95th percentile`, '', seconds, ({ handedOnMs }) =>
		quantile(handedOnMs, 0.95),
	),
	lastCodeFigure,
	figure(
		'use of the fullest minute',
		'100 %',
		percent,
		({ measured }) => measured.fullestMinute / 300,
	),
];

export type Group = { scenario: string; note?: string; group: Contest[]; own: Contest };

/** The contenders of each piece of work, in their order; the last of ours is what the others are measured against. */
export function groupsOf(contests: readonly Contest[]): Group[] {
	const scenarios = [...new Set(contests.map((one) => one.scenario))];
	return scenarios.flatMap((scenario) => {
		const group = contests.filter((one) => one.scenario === scenario);
		const own = group.filter((one) => one.isOurs).at(-1);
		return own ? [{ scenario, note: own.note, group, own }] : [];
	});
}
