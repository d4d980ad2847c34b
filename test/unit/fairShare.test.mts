import { expect, it } from '@jest/globals';
import { FairShare } from '../../nodes/GoSms/transport/limits/fairShare.ts';
import { documentedLimits } from '../../nodes/GoSms/transport/limits/limits.ts';

const nothing = { perSecond: 0, perMinute: 0 };

type Refusal = { perSecond: number; perMinute: number; isNew?: boolean };

function shareAfter(...refusals: Refusal[]): number {
	const share = new FairShare();
	for (const { isNew = true, ...accepted } of refusals) {
		share.refused(0, accepted, documentedLimits, isNew);
	}
	return share.at(0);
}

it.each<{ name: string; refusals: Refusal[]; expected: number }>`
	name                                                               | refusals                                                                                                                | expected
	${'is halved at most by one refusal'}                              | ${[nothing]}                                                                                                            | ${0.5}
	${'falls to what was let through when many were refused together'} | ${[{ perSecond: 3, perMinute: 3 }, ...Array.from({ length: 6 }, () => ({ perSecond: 3, perMinute: 3, isNew: false }))]} | ${0.3}
	${'leaves room to others who fill the minute'}                     | ${[{ perSecond: 2, perMinute: 200 }]}                                                                                   | ${0.5}
	${'keeps most of a minute that was nearly its own'}                | ${[{ perSecond: 2, perMinute: 280 }]}                                                                                   | ${0.7}
	${'gives way even when nearly everything was let through'}         | ${[{ perSecond: 10, perMinute: 10 }]}                                                                                   | ${0.9}
	${'never ends'}                                                    | ${Array.from({ length: 50 }, () => nothing)}                                                                            | ${0.02}
`('$name', ({ refusals, expected }) => {
	expect(shareAfter(...refusals)).toBeCloseTo(expected, 6);
});

it.each([
	['within minutes, and never beyond all', 1, [0.5, 0.72, 1, 1, 1]],
	['from next to nothing too', 9, [0.02, 0.08, 0.14, 0.2, 1]],
])('grows back %s', (_name, refusals, expected) => {
	const share = new FairShare();
	for (let n = 0; n < refusals; n++) share.refused(0, nothing, documentedLimits, true);
	const minutes = [0, 1, 2, 3, 60].map((minute) => share.at(minute * 60_000));
	expect(minutes.map((part) => Number(part.toFixed(2)))).toEqual(expected);
});

it('two who fill a minute between them come to take about the same', () => {
	const [big, small] = [new FairShare(), new FairShare()];
	for (let n = 0; n < 5; n++) small.refused(0, nothing, documentedLimits, true);
	let random = 7;
	for (let second = 0; second < 3_600; second++) {
		const now = second * 1_000;
		const [a, b] = [big.at(now), small.at(now)];
		if (a + b <= 1) continue;
		// Who has more requests on the way is met by a refusal more often.
		random = (random * 16_807) % 2_147_483_647;
		const [hit, part] = random / 2_147_483_647 < a / (a + b) ? [big, a] : [small, b];
		hit.refused(now, { perSecond: 0, perMinute: 300 * part }, documentedLimits, true);
	}
	const [a, b] = [big.at(3_600_000), small.at(3_600_000)];
	expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(2);
});
