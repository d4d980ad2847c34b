import { percent, plain, seconds } from '../record/figures.mts';
import { quantile } from '../record/measured.mts';
import type { Contest } from '../work/workload.mts';

type ValueOf = (contest: Contest) => number;

/** A line of a comparison; the bound is what the documented limits and the schedule allow at best. */
const figure = (
	name: string,
	bound: string,
	show: (value: number) => string,
	valueOf: ValueOf,
) => ({
	...{ name, bound, show, valueOf },
});

const seenAt =
	(part: number): ValueOf =>
	({ measured }) =>
		quantile(measured.allSeenMs, part);
const handedOnAt =
	(part: number): ValueOf =>
	({ handedOnMs }) =>
		quantile(handedOnMs, part);

const seen = 'SMS to the answer with the code';
const handedOn = 'SMS to the next node';

const requests = figure('requests a code', '2', plain, ({ measured: m }) => m.requests / m.codes);
const seenSoon = figure(`${seen}, median`, '1.5 s', seconds, seenAt(0.5));
const lastCode = figure(
	'first request to last code',
	'',
	seconds,
	(one) => one.measured.lastCodeMs,
);

export const contestFigures = [
	figure('codes delivered', '', plain, (one) => one.measured.codes),
	figure('codes lost', '0', plain, (one) => one.lost),
	figure('numbers bought for nothing', '0', plain, ({ measured: m }) => m.bought - m.codes),
	requests,
	figure('answers 429', '0', plain, (one) => one.measured.refused),
	seenSoon,
	figure(`${seen}, 95th percentile`, '2.9 s', seconds, seenAt(0.95)),
	figure(`${handedOn}, median`, '', seconds, handedOnAt(0.5)),
	figure(`${handedOn}, 95th percentile`, '', seconds, handedOnAt(0.95)),
	lastCode,
	figure('use of the fullest minute', '100 %', percent, (one) => one.measured.fullestMinute / 300),
];

/** Those by which the summary compares. */
export const ratioFigures = [requests, seenSoon, lastCode];

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
