import { describe, expect, it } from '@jest/globals';
import { contestWork } from './contest/contest.mts';
import { engine } from './contest/contenders.mts';
import { scenarios } from './contest/scenario.mts';
import { fastPlace } from './place/fastPlace.mts';
import { quickSizes, type Sizes } from './work/sizes.mts';
import { triggerWork } from './work/trigger.mts';
import { waitingWork } from './work/waiting.mts';

// Correctness only: no figure of time is demanded here, on a clock that runs fast it would mean nothing.

const sizes: Sizes = {
	...{ ...quickSizes, most: 12, smsAfterMs: [5_000, 20_000], lifeMs: 60_000 },
	trigger: { ...quickSizes.trigger, tickMs: 15_000 },
};

// The other scenarios only have more or fewer orders than these.
const contest = contestWork(scenarios, [engine]).filter(({ name }) =>
	/^(hundred|executions|storm|outage)-/.test(name),
);

/**
 * What needs processes of its own is in `entry.long.test.mts`. The vendor's sample needs the document, real n8n its
 * installation: both are tried where those are.
 */
const work = [...waitingWork, ...triggerWork, ...contest].filter(
	({ name }) => !/processes|memory/.test(name),
);

describe.each(work)('$name', (one) => {
	it('loses no code and no cent, and fills in every figure', async () => {
		const { isCorrect, figures, contest } = await one.run(fastPlace, sizes);
		expect(isCorrect).toBe(true);
		expect(figures.filter(({ value }) => /NaN|Infinity|undefined/.test(value))).toEqual([]);
		if (!contest) return;
		const { wanted, allSeenMs, ...measured } = contest.measured;
		expect(measured).toMatchObject({ bought: wanted, codes: wanted, violations: [] });
		expect(allSeenMs).toHaveLength(wanted);
		expect(allSeenMs.every((ms) => ms >= 0)).toBe(true);
	});
});
