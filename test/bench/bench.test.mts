import { describe, expect, it } from '@jest/globals';
import { contestWork } from './contest/contest.mts';
import { contestFigures } from './contest/contestFigures.mts';
import { engine } from './contest/contenders.mts';
import { scenarios } from './contest/scenario.mts';
import { fastPlace } from './place/fastPlace.mts';
import { quickSizes, type Sizes } from './work/sizes.mts';

// Correctness only: no figure of time is demanded here, on a clock that runs fast it would mean nothing.

const sizes: Sizes = { ...quickSizes, smsAfterMs: [5_000, 20_000], troubleMs: 6_000 };

/**
 * The other scenarios only have more or fewer orders than these. What needs processes of its own is in
 * `entry.long.test.mts`. The vendor's sample needs the document, real n8n its installation: both are tried where those
 * are.
 */
const work = contestWork(scenarios, [engine]).filter(({ name }) =>
	/^(hundred|executions|storm|outage)-/.test(name),
);

describe.each(work)('$name', (one) => {
	it('loses no code and no cent, and fills in every figure', async () => {
		const { isCorrect, contest } = await one.run(fastPlace, sizes);
		expect(isCorrect).toBe(true);
		if (!contest) throw new Error('nothing was compared');
		expect(contestFigures.map(({ show, valueOf }) => show(valueOf(contest)))).not.toContain('–');
		const { wanted, allSeenMs, ...measured } = contest.measured;
		expect(measured).toMatchObject({ bought: wanted, codes: wanted, violations: [] });
		expect(allSeenMs).toHaveLength(wanted);
		expect(allSeenMs.every((ms) => ms >= 0)).toBe(true);
	});
});
