import { quantile } from '../record/measured.mts';
import { percent, plain, seconds } from '../record/wording.mts';
import type { Contest } from '../work/workload.mts';

/** A line of a comparison. */
export type ContestFigure = {
	name: string;
	show: (value: number) => string;
	valueOf: (contest: Contest) => number;
	/** What the documented limits and the schedule allow at best. */
	bound?: string;
};

export const contestFigures: readonly ContestFigure[] = [
	{ name: 'codes delivered', show: plain, valueOf: ({ measured }) => measured.codes },
	{
		name: 'codes lost',
		show: plain,
		valueOf: ({ lost }) => lost,
		bound: '0',
	},
	{
		name: 'numbers bought for nothing',
		show: plain,
		valueOf: ({ measured }) => measured.bought - measured.codes,
		bound: '0',
	},
	{
		name: 'requests a code',
		show: plain,
		valueOf: ({ measured }) => measured.requests / measured.codes,
		bound: '2',
	},
	{ name: 'answers 429', show: plain, valueOf: ({ measured }) => measured.refused, bound: '0' },
	{
		name: 'SMS to the answer with the code, median',
		show: seconds,
		valueOf: ({ measured }) => quantile(measured.allSeenMs, 0.5),
		bound: '1.5 s',
	},
	{
		name: 'SMS to the answer with the code, 95th percentile',
		show: seconds,
		valueOf: ({ measured }) => quantile(measured.allSeenMs, 0.95),
		bound: '2.9 s',
	},
	{
		name: 'SMS to the next node, median',
		show: seconds,
		valueOf: ({ handedOnMs }) => quantile(handedOnMs, 0.5),
	},
	{
		name: 'SMS to the next node, 95th percentile',
		show: seconds,
		valueOf: ({ handedOnMs }) => quantile(handedOnMs, 0.95),
	},
	{
		name: 'first request to last code',
		show: seconds,
		valueOf: ({ measured }) => measured.lastCodeMs,
	},
	{
		name: 'use of the fullest minute',
		show: percent,
		valueOf: ({ measured }) => measured.fullestMinute / 300,
		bound: '100 %',
	},
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

/** How many times as much as ours; nothing for ours itself, and where there is nothing to compare. */
export function ratioOf(
	{ valueOf }: ContestFigure,
	one: Contest,
	own: Contest,
): number | undefined {
	const ratio = valueOf(one) / valueOf(own);
	return one === own || !Number.isFinite(ratio) ? undefined : ratio;
}
