import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../support/fastClock.mts';
import { withSandbox } from '../support/withSandbox.mts';
import { contestWork } from './contest/contest.mts';
import { engine } from './contest/contenders.mts';
import { scenarios } from './contest/scenario.mts';
import type { Place } from './place/place.mts';
import { startSandboxProcess } from './place/childSandbox.mts';
import { quickSizes, type Sizes } from './work/sizes.mts';
import { triggerWork } from './work/trigger.mts';
import { waitingWork } from './work/waiting.mts';

// Correctness only: no figure of time is demanded here, on a clock that runs fast it would mean nothing.

/** Everything in this process, as fast as the package's clock. */
const fastPlace: Place = {
	sandbox: async (setup) => {
		const sandbox = await withSandbox(setup);
		const records = () => ({
			requests: [...sandbox.requests],
			orders: sandbox.control.orders(),
			violations: [...sandbox.violations, ...sandbox.control.audit()],
		});
		const { baseUrl, key } = sandbox;
		return {
			baseUrl,
			key,
			records: async () => await Promise.resolve(records()),
			close: async () => await sandbox.close(),
		};
	},
	clock: systemClock,
	node: undefined,
};

const sizes: Sizes = { ...quickSizes, most: 12, smsAfterMs: [5_000, 20_000], lifeMs: 60_000 };

/** The vendor's sample needs the document, real n8n its installation: both are tried where those are. */
const work = [...waitingWork, ...triggerWork, ...contestWork(scenarios, [engine])];
const hasProcesses = (name: string) => /processes|memory/.test(name);

describe.each(work.filter(({ name }) => !hasProcesses(name)))('$name', (one) => {
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

describe.each(work.filter(({ name }) => hasProcesses(name)))('$name', (one) => {
	it('works with processes of its own, in real time', async () => {
		const place = { ...fastPlace, sandbox: startSandboxProcess };
		const { isCorrect, figures } = await one.run(place, quickSizes);
		expect(isCorrect).toBe(true);
		expect(figures.filter(({ value }) => /NaN|Infinity|undefined/.test(value))).toEqual([]);
	});
});
