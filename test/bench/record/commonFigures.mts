import type { Figure } from '../work/workload.mts';
import { quantile, type Measured } from './measured.mts';
import { atLeast, atMost, percent, plain, seconds, told } from './wording.mts';

/** What is told of all work, whatever is aimed at. */
export function detailsOf(m: Measured): Figure[] {
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
	];
}

/** The codes, all of them, and no 429. */
export function completenessOf(m: Measured): Figure[] {
	return [
		{ ...atLeast('codes', m.codes, m.wanted), target: String(m.wanted) },
		{ ...atMost('answers 429', m.refused, 0), target: '0' },
	];
}

export function requestsACode(m: Measured): number {
	return m.requests / m.codes;
}

export function quicknessOf(m: Measured): Figure[] {
	const all = [0.5, 0.95].map((part) => quantile(m.seenMs, part));
	const [median = NaN, late = NaN] = all;
	const counted = `of ${plain(m.seenMs.length)}`;
	return [
		atMost(`SMS to code once bought, median ${counted}`, median, 2_000, seconds),
		atMost('SMS to code once bought, 95th percentile', late, 4_000, seconds),
	];
}

/** Every code came out, none twice, and the ledger adds up. */
export function isComplete(m: Measured): boolean {
	return m.codes === m.wanted && m.violations.length === 0;
}
